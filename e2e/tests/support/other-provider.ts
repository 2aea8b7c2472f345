// The certified OpenID provider of npm (oidc-provider) with one person, who is signed in there
// already: no page of its own but the question whether to sign out.
import { once } from 'node:events';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';
import { freePort, type Identity } from './stack.ts';

export const person = { sub: 'person-1', name: '钱学文', birthdate: '1990-05-17' };

export interface OtherProvider extends Identity {
  /** How often the name was told at the user-information endpoint, and the person had to log in. */
  readonly told: { userinfo: number; logins: number };
  stop(): Promise<void>;
}

/** Starts the provider with one client: the application at the address. */
export async function startOtherProvider(application: string): Promise<OtherProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const client = { clientId: 'another-name', clientSecret: 'another-secret' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${application}/auth/callback`],
        post_logout_redirect_uris: [`${application}/`],
      },
    ],
    pkce: { required: () => true },
    // By the letter of the standard: the name is told at the user-information endpoint only.
    conformIdTokenClaims: true,
    claims: { openid: ['sub'], profile: ['name', 'birthdate'] },
    cookies: { keys: ['only-for-this-test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><title>Sign out</title>${form}
            <button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
        },
      },
    },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => person }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantEverything,
  });
  const told = { userinfo: 0, logins: 0 };
  provider.use(async (ctx, next) => {
    // Browsers ask every site for it.
    if (ctx.path === '/favicon.ico') {
      ctx.status = 204;
      return;
    }
    if (!ctx.path.startsWith('/interaction/')) return next();
    told.logins += 1;
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: person.sub } });
    ctx.respond = false;
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/me' && ctx.status === 200) told.userinfo += 1;
  });

  const server = provider.listen(Number(new URL(issuer).port), '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { issuer, ...client, told, stop };
}

/** Consent is the provider's matter; this one's person has given it. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
