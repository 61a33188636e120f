using Okta.AspNetCore;

var builder = WebApplication.CreateBuilder(args);
var okta = builder.Configuration.GetSection("Okta");
builder.Services.AddAuthentication().AddOktaMvc(new OktaMvcOptions
{
    OktaDomain = okta["OktaDomain"],
    AuthorizationServerId = okta["AuthorizationServerId"],
    ClientId = okta["ClientId"],
    ClientSecret = okta["ClientSecret"],
    Scope = okta.GetSection("Scope").Get<string[]>(),
});
builder.Build().Run();
