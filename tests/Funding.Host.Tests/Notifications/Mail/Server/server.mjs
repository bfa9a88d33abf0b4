// A mail server for tests. Its options are one JSON argument; it prints its port, then each message that it took, one line of JSON each.
// What it does at a recipient is told by the address: later@ is refused for now, never@ for good, broken@ once the message was heard,
// and at vanish@ the connection ends in the middle of the message.
import { readFileSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'

const options = JSON.parse(process.argv[2])
const say = line => process.stdout.write(`${JSON.stringify(line)}\n`)
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code })
const local = address => address.split('@')[0]

const server = new SMTPServer({
  secure: options.security === 'tls',
  ...(options.key ? { key: readFileSync(options.key), cert: readFileSync(options.cert) } : {}),
  disabledCommands: [...(options.security === 'starttls' ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
  authMethods: options.authMethods ?? ['PLAIN', 'LOGIN'],
  authOptional: !options.user,
  disableReverseLookup: true,
  closeTimeout: 100,
  onConnect: (_, done) => {
    if (options.mode === 'busy') done(refusal(421, '4.3.2 try later'))
    else if (options.mode !== 'hang') done()
  },
  onAuth: (auth, _, done) => auth.username === options.user && auth.password === options.password ? done(null, { user: auth.username }) : done(refusal(535, '5.7.8 no')),
  onRcptTo: ({ address }, _, done) => {
    if (local(address) === 'later') done(refusal(451, `4.2.1 ${address} is busy`))
    else if (local(address) === 'never') done(refusal(550, `5.1.1 ${address} is unknown`))
    else done()
  },
  onData: (stream, session, done) => {
    const chunks = []
    const to = session.envelope.rcptTo.map(recipient => recipient.address)
    if (to.some(address => local(address) === 'vanish')) return void server.connections.forEach(connection => connection._socket.destroy())
    stream.on('data', chunk => chunks.push(chunk))
    stream.on('end', () => {
      if (to.some(address => local(address) === 'broken')) return done(refusal(554, '5.6.0 not like that'))
      say({ from: session.envelope.mailFrom.address, to, secure: session.secure, user: session.user ?? null, raw: Buffer.concat(chunks).toString('utf8') })
      done()
    })
  },
})
server.on('error', error => console.error(error.message))
server.listen(options.port ?? 0, '127.0.0.1', () => say({ port: server.server.address().port }))
process.stdin.on('end', () => process.exit(0)).resume() // its parent ended
