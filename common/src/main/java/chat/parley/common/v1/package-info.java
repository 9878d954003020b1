/** Bodies of {@code v1} that more than one part writes: over HTTP, and on the socket. */
package chat.parley.common.v1;
