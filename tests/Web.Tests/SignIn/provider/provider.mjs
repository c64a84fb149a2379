// A real OpenID provider with one client and people who are whoever they say: node provider.mjs PORT WAY-BACK
import http from "node:http";
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);
const claims = (id) => ({ sub: id, email: `${id}@example.org`, email_verified: true });

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "hubben",
      client_secret: "hemligt-bara-i-tester-och-langt-nog",
      redirect_uris: [back],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  // The address belongs into the id_token, where the hub reads it.
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => claims(id) }),
  cookies: { keys: ["only-in-tests"] },
});

http.createServer(provider.callback()).listen(Number(port), "127.0.0.1", () => console.log("ready"));
