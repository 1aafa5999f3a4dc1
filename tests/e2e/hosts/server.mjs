// Pages of other people, each a folder beside this file, served as their owners would, over real sockets. The planner is
// at another site: browsers take `clinic.localhost` and `planner.localhost` for two, and both lead to this machine.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, request } from 'node:http';

const FOLDER = new URL('./', import.meta.url);
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json', png: 'image/png', svg: 'image/svg+xml' };

/** The folders that hold a page. */
export const pages = () =>
  readdirSync(FOLDER).filter((name) => existsSync(new URL(`${name}/index.html`, FOLDER)));

/** The same address on this machine under another host name. */
export function at(name, url) {
  const moved = new URL(url);
  moved.hostname = name;
  return moved.href;
}

/** What the pages share, by the mark that stands for it. */
const PARTS = {
  '{{BEFORE}}': `<h2 id="heading">Microneedling at our clinic</h2>
    <p id="before">What stands before the planner, with a <a href="https://clinic.example/prices">link</a>.</p>`,
  '{{ELEMENT}}': `<microneedling-planner {{ATTRIBUTES}}>
      <p>Most people need more than one session, weeks apart.</p>
      <p><a href="https://clinic.example/book">Book a visit</a></p>
    </microneedling-planner>`,
  '{{AFTER}}': `<p id="after">What stands after the planner. <button type="button">A button of the clinic</button></p>
    <script async src="{{PLANNER}}embed.js"></script>`,
};

const attributes = (query) =>
  [...query]
    .filter(([name]) => /^[a-z-]+$/.test(name) && name !== 'from')
    .map(([name, value]) => `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join(' ');

/**
 * Serves the pages. What most of them share stands in {@link PARTS}. In a page and in its `headers`, `{{PLANNER}}` is the planner's address, which is below the page's own
 * site when the query says `from=here`, `{{ORIGIN}}` that address's origin, `{{QUERY}}` the query
 * and `{{ATTRIBUTES}}` the attributes in it.
 * @param {string} planner where the planner is served
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(planner) {
  const elsewhere = at('planner.localhost', planner);
  let own = '';

  /** Passes on what the planner's own server says to an address below `/planner/`. */
  function pass(asked, answer) {
    const target = new URL(asked.url.slice('/planner/'.length), planner);
    const ask = request(target, { method: asked.method, headers: { ...asked.headers, host: target.host } }, (said) => {
      answer.writeHead(said.statusCode, said.headers);
      said.pipe(answer);
    });
    ask.on('error', () => answer.destroy());
    asked.pipe(ask);
  }

  function file(asked, answer) {
    const { pathname, searchParams } = new URL(asked.url, own);
    const path = `.${pathname.endsWith('/') ? `${pathname}index.html` : pathname}`;
    const found = /^[./\w-]+$/.test(path) && !path.includes('..') ? new URL(path, FOLDER) : null;
    const type = TYPES[path.split('.').pop()];
    if (!found || !type || !existsSync(found)) {
      answer.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    const home = searchParams.get('from') === 'here' ? new URL('planner/', own).href : elsewhere;
    const filled = (text) =>
      Object.entries(PARTS)
        .reduce((whole, [mark, part]) => whole.replaceAll(mark, part), text)
        .replaceAll('{{PLANNER}}', home)
        .replaceAll('{{ORIGIN}}', new URL(home).origin)
        .replaceAll('{{QUERY}}', searchParams.toString().replaceAll('&', '&amp;'))
        .replaceAll('{{ATTRIBUTES}}', attributes(searchParams));
    const more = new URL('headers', found);
    const lines = existsSync(more) ? filled(readFileSync(more, 'utf8')).split('\n') : [];
    for (const line of lines.filter((line) => path.endsWith('.html') && line.includes(':'))) {
      answer.setHeader(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
    }
    const bytes = readFileSync(found);
    answer.writeHead(200, { 'content-type': type });
    answer.end(path.endsWith('.html') ? filled(bytes.toString()) : bytes);
  }

  const server = createServer((asked, answer) => (asked.url.startsWith('/planner/') ? pass : file)(asked, answer));
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
  own = `http://clinic.localhost:${server.address().port}/`;
  return {
    url: own,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
