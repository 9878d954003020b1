/** What the {@code social} dialect writes the same way in several services, over HTTP and on its socket. */
package chat.parley.common.social;
