// A provider of identities for tests. Its options are one JSON argument: the address of the site that sends people here (`site`), the
// people by name with what is told of them (`people`), where that is told (`tells`: token, userinfo or signed-userinfo). It prints its address.
// Nobody types a password: /interaction/…?who=NAME signs in.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const options = JSON.parse(process.argv[2])
const told = [...new Set(Object.values(options.people).flatMap(Object.keys))]
const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'funding',
      client_secret: 'a-secret-of-the-tests',
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`${options.site}/connexion/retour`],
      post_logout_redirect_uris: [`${options.site}/connexion`],
      ...(options.tells === 'signed-userinfo' ? { userinfo_signed_response_alg: 'RS256' } : {}),
    }],
    claims: { openid: ['sub', ...told] },
    conformIdTokenClaims: options.tells !== 'token',
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    findAccount: (_, id) => options.people[id] && { accountId: id, claims: () => ({ sub: id, ...options.people[id] }) },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    // Nobody is asked whether this site may know who they are.
    loadExistingGrant: async ctx => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url, issuer)
    if (!pathname.startsWith('/interaction/')) return answer(request, response)
    const result = searchParams.has('who') ? { login: { accountId: searchParams.get('who') } } : { error: 'access_denied' }
    provider.interactionFinished(request, response, result).catch(error => response.writeHead(400).end(error.message))
  })
  process.stdout.write(`${JSON.stringify({ issuer })}\n`)
})
process.stdin.on('end', () => process.exit(0)).resume() // its parent ended
