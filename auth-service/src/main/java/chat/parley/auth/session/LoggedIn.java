package chat.parley.auth.session;

import chat.parley.auth.account.Account;
import chat.parley.auth.token.TokenPair;

/** An account, and the tokens of its new login session. */
public record LoggedIn(Account account, TokenPair tokens) {}
