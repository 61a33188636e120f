const { ExpressOIDC } = require('@okta/oidc-middleware');
const config = require('./config');

module.exports = new ExpressOIDC({ ...config, appBaseUrl: 'http://localhost:8080' });
