// An HTTP server that lets Prism judge every exchange by Okta's own API description, and keeps what Prism said. Prism runs inside, as the
// mock that answers from the description or as the proxy in front of a fake org; its own server would cut long judgements off to fit them
// into a header. What the description does not speak of (OAuth endpoints) goes past Prism.
'use strict';

const http = require('node:http');
const pino = require('pino');
const { createInstance, getHttpOperationsFromSpec } = require('@stoplight/prism-http');

const described = /^\/(api\/v1|\.well-known\/okta-organization)(\/|\?|$)/;
// Headers of one connection, and those that a body written anew changes.
const ofOneHop = /^(connection|keep-alive|transfer-encoding|content-length|content-encoding)$/i;

function bodyOf(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

function namesAndValues(parameters) {
  const result = {};
  for (const name of parameters.keys()) {
    const values = parameters.getAll(name);
    result[name] = values.length === 1 ? values[0] : values;
  }
  return result;
}

// Past Prism, as it came; a mock has nothing to say to it.
async function pass(request, body, upstream) {
  if (!upstream) return { status: 404, headers: { 'content-type': 'application/json' }, text: '{}' };
  const sent = http.request(new URL(request.url, upstream), { method: request.method, headers: request.headers });
  const answered = new Promise((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  sent.end(body);
  const answer = await answered;
  return { status: answer.statusCode, headers: answer.headers, text: await bodyOf(answer) };
}

// With `upstream`, the proxy in front of it; without, the mock. `exchanges` grows by {method, path, status, violations}; a violation is
// {location: ['request' | 'response', ...], code, message}.
async function startJudge(description, upstream) {
  const operations = await getHttpOperationsFromSpec(description);
  const shared = { validateRequest: true, validateResponse: true, checkSecurity: true, errors: false, mock: { dynamic: false } };
  const config = upstream ? { ...shared, isProxy: true, upstream: new URL(upstream) } : { ...shared, isProxy: false };
  const prism = createInstance(config, { logger: pino({ level: 'silent', customLevels: { start: 30, success: 30 } }) });
  const exchanges = [];
  let origin = '';

  async function judge(request, text) {
    const url = new URL(request.url, 'http://localhost');
    const exchange = { method: request.method, path: url.pathname, status: 0, violations: [] };
    exchanges.push(exchange);
    const headers = { ...request.headers };
    delete headers['content-length'];  // Prism writes the body anew
    const input = {
      method: request.method.toLowerCase(),
      url: { path: url.pathname, query: namesAndValues(url.searchParams) },
      headers,
      body: text && /json/.test(headers['content-type'] || '') ? JSON.parse(text) : text || undefined,
    };
    const judged = await prism.request(input, operations, config)();
    if (judged._tag === 'Left') {
      const { status, detail, name, message } = judged.left;
      exchange.status = status || 502;
      exchange.violations.push({ location: ['request'], code: name, message: detail || message });
      return { status: exchange.status, headers: {}, text: '' };
    }
    const { output, validations } = judged.right;
    exchange.status = output.statusCode;
    for (const [side, found] of [['request', validations.input], ['response', validations.output]]) {
      for (const { path = [], code = '', message } of found) exchange.violations.push({ location: [side, ...path.map(String)], code, message });
    }
    const body = output.body === undefined || output.body === null || output.body === '' ? '' : JSON.stringify(output.body);
    return { status: output.statusCode, headers: output.headers || {}, text: body };
  }

  const server = http.createServer(async (request, response) => {
    try {
      const text = await bodyOf(request);
      const answer = described.test(request.url) ? await judge(request, text) : await pass(request, text, upstream);
      const headers = {};
      // The links of the fake org lead to itself, not to us.
      const ours = (value) => (upstream ? value.replaceAll(upstream, origin) : value);
      for (const [name, value] of Object.entries(answer.headers)) {
        if (!ofOneHop.test(name)) headers[name] = Array.isArray(value) ? value.map(ours) : ours(String(value));
      }
      const body = Buffer.from(ours(answer.text));
      if (answer.status !== 204) headers['content-length'] = body.length;
      response.writeHead(answer.status, headers).end(body);
    } catch (error) {
      exchanges.push({ method: request.method, path: request.url, status: 0, violations: [{ location: ['judge'], code: '', message: String(error.stack) }] });
      console.error(error);
      response.destroy();
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${server.address().port}`;
  return { url: origin, exchanges, operations, close: () => { server.closeAllConnections(); server.close(); } };
}

module.exports = { startJudge };
