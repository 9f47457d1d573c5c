/** What the services say. Errors carry the sentence of the problem (RFC 9457). */

let addresses;

/** Where the browser finds ingest and trainer. */
export const ingest = async path => `${(await known()).ingest}${path}`;
export const trainer = async path => `${(await known()).trainer}${path}`;

function known() {
  addresses ??= get('v1/platform/addresses').catch(error => {
    addresses = undefined;
    throw error;
  });
  return addresses;
}

export async function get(url) {
  return (await ask(url, {headers: {Accept: 'application/json'}})).json();
}

export async function post(url, body) {
  const response = await ask(url, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
  });
  return response.json();
}

export async function bytes(url) {
  return (await ask(url, {})).arrayBuffer();
}

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw new Error(`${new URL(url, document.baseURI).host} does not answer`);
  }
  if (!response.ok) {
    throw new Error(await problem(response));
  }
  return response;
}

async function problem(response) {
  try {
    const body = await response.json();
    const violations = (body.violations ?? []).map(v => `${v.field ?? v.in}: ${v.message}`).join('; ');
    return [body.detail ?? body.title, violations].filter(part => part).join(': ');
  } catch {
    return `${response.url} answered ${response.status}`;
  }
}

/**
 * Sends a recording and tells how far it is, which `fetch` cannot.
 *
 * @param progress takes the share that was sent
 */
export async function upload(file, parameters, progress) {
  const url = `${await ingest('/v1/calls')}?${new URLSearchParams(parameters)}`;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = event => progress(event.loaded / event.total);
    request.onerror = () => reject(new Error('ingest-service does not answer'));
    request.onload = () => {
      const body = read(request.responseText);
      if (request.status < 300) {
        resolve(body);
      } else {
        reject(new Error(body.detail ?? body.title ?? `ingest-service answered ${request.status}`));
      }
    };
    request.send(file);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
