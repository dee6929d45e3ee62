// Plain CommonJS with types in cross-site.d.cts: worker threads load it too, without a compiler.

const hostsAt = (port) =>
  ['localhost', '127.0.0.1', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`));

/** @type {import('./cross-site.cjs').wrongHostRefusal} */
function wrongHostRefusal({ headers: { host } }, port) {
  const hosts = hostsAt(port);
  return host !== undefined && hosts.includes(host.toLowerCase())
    ? undefined
    : `This address is for ${hosts.join(', ')} only, not for the host ${host}.`;
}

/** @type {import('./cross-site.cjs').crossSiteRefusal} */
function crossSiteRefusal(request, port) {
  const wrongHost = wrongHostRefusal(request, port);
  if (wrongHost !== undefined) return wrongHost;
  const { method, headers } = request;
  const { origin, 'sec-fetch-site': fetchSite } = headers;
  const hosts = hostsAt(port);
  // Our pages send no referrer, so browsers send "Origin: null" with their forms.
  const isOwnPage = origin === 'null' && fetchSite === 'same-origin';
  const isOwnOrigin = hosts.some((name) => origin === `http://${name}`);
  if (origin !== undefined && !isOwnPage && !isOwnOrigin) {
    return `Pages of other sites may not send requests here, and this one is from ${origin}.`;
  }
  if (fetchSite === 'cross-site' && method !== 'GET' && method !== 'HEAD') {
    return 'Pages of other sites may not send requests here.';
  }
  return undefined;
}

exports.crossSiteRefusal = crossSiteRefusal;
exports.wrongHostRefusal = wrongHostRefusal;
