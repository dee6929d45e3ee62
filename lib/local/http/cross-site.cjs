// Plain CommonJS with types in cross-site.d.cts: worker threads load it too, without a compiler.

/** @type {import('./cross-site.cjs').crossSiteRefusal} */
function crossSiteRefusal({ method, headers }, port) {
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) =>
    port === 80 ? name : `${name}:${port}`,
  );
  const { host, origin, 'sec-fetch-site': fetchSite } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return `This address is for ${hosts.join(', ')} only, not for the host ${host}.`;
  }
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
