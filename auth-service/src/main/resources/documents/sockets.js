// Shows the AsyncAPI document of the sockets: each channel with the frames that go either way.
const main = document.getElementById('document');

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function resolve(api, node) {
  while (node && node.$ref) {
    node = node.$ref.slice(2).split('/').reduce((at, part) => at[part.replace(/~1/g, '/').replace(/~0/g, '~')], api);
  }
  return node;
}

function whole(api, node) {
  const found = resolve(api, node);
  if (Array.isArray(found)) return found.map(item => whole(api, item));
  if (found && typeof found === 'object') {
    return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, whole(api, value)]));
  }
  return found;
}

function code(value) {
  return element('pre', typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

function frame(api, message, action) {
  const article = element('article', '', action);
  article.append(element('p', action === 'receive' ? 'client → server' : 'server → client', 'way'));
  article.append(element('h3', message.title));
  if (message.summary) article.append(element('p', message.summary));
  (message.examples || []).forEach(example => article.append(code(example.payload)));
  const details = element('details');
  details.append(element('summary', 'Schema'), code(whole(api, message.payload)));
  article.append(details);
  return article;
}

function channel(api, name) {
  const described = api.channels[name];
  const section = element('section');
  section.id = name;
  section.append(element('h2', described.title));
  section.append(element('code', described.address), element('p', described.description));
  Object.values(api.operations)
    .filter(operation => operation.channel.$ref === '#/channels/' + name)
    .forEach(operation => operation.messages.forEach(message =>
      section.append(frame(api, resolve(api, message), operation.action))));
  return section;
}

function show(api) {
  const names = Object.keys(api.channels);
  const nav = element('nav');
  names.forEach(name => {
    const link = element('a', api.channels[name].title);
    link.href = '#' + name;
    nav.append(link);
  });
  main.replaceChildren(element('h1', api.info.title), element('p', api.info.description), nav,
    ...names.map(name => channel(api, name)));
}

fetch(main.dataset.source)
  .then(answer => answer.ok ? answer.json() : Promise.reject(new Error('HTTP ' + answer.status)))
  .then(show)
  .catch(failure => main.replaceChildren(element('p', 'The document cannot be loaded: ' + failure.message)));
