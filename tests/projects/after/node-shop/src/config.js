// ISSUER=https://acme.okta.com
module.exports = {
  issuer: process.env.ISSUER || 'https://acme.okta.com/oauth2/default',
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  scope: 'openid profile shop.buy',
  widget: { baseUrl: 'https://acme.okta.com' },
};
