# Plan 6f73bcab25fc for https://acme.okta.com: 7 changes, good until 2026-11-23 09:30 UTC.
# 2 clients have to move to a custom server then; 1 thing is left to a person.
# For the Terraform provider okta/okta. The promise of `oktafix apply` that everybody keeps working after each single write does not hold for Terraform.

# c1: create authorization server 'Orders API'
# Orders Portal needs a custom authorization server, and 'Orders API' is not there
resource "okta_auth_server" "orders_api_c1" {
  name      = "Orders API"
  audiences = ["api://orders"]
}

# c2: create scope 'orders.read'
# Orders Portal asks for it
resource "okta_auth_server_scope" "orders_read_c2" {
  auth_server_id   = okta_auth_server.orders_api_c1.id
  name             = "orders.read"
  consent          = "IMPLICIT"
  default          = false
  metadata_publish = "NO_CLIENTS"
  depends_on       = [okta_auth_server.orders_api_c1]
}

# c3: create policy 'oktafix 0oa1portal' directly above policy 00p1
# covers nobody until the client is named in it
# With what c5 sets at the end: for a moment after it is made it covers its client and has no rules yet.
# Its priority is the one that the policy below it has now: look it up.
resource "okta_auth_server_policy" "oktafix_0oa1portal_c3" {
  auth_server_id   = okta_auth_server.orders_api_c1.id
  name             = "oktafix 0oa1portal"
  description      = "What client 0oa1portal is granted."
  client_whitelist = ["0oa1portal"]
  depends_on       = [okta_auth_server.orders_api_c1, okta_auth_server_scope.orders_read_c2]
  # priority: the provider requires it, the plan does not say it
}

# c4: create rule 'authorization_code' in policy 'oktafix 0oa1portal'
# grants Orders Portal what it asks for, and subsets of that
resource "okta_auth_server_policy_rule" "authorization_code_c4" {
  auth_server_id                 = okta_auth_server.orders_api_c1.id
  policy_id                      = okta_auth_server_policy.oktafix_0oa1portal_c3.id
  name                           = "authorization_code"
  priority                       = 1
  grant_type_whitelist           = ["authorization_code"]
  scope_whitelist                = ["openid", "orders.read"]
  group_whitelist                = ["EVERYONE"]
  access_token_lifetime_minutes  = 60
  refresh_token_lifetime_minutes = 129600
  refresh_token_window_minutes   = 10080
  depends_on                     = [okta_auth_server.orders_api_c1, okta_auth_server_scope.orders_read_c2, okta_auth_server_policy.oktafix_0oa1portal_c3]
}

# c5: update policy 'oktafix 0oa1portal'
# from here on the policy covers Orders Portal, and nobody else
# Is part of the resource of c3.

# c6: create rule 'Staff ${x} %{if}' in policy 00p1
# copied from policy 'All' with all that it says
# It comes last: its priority is one more than the last one has now.
resource "okta_auth_server_policy_rule" "staff_x_if_c6" {
  auth_server_id                = "aus2batch"
  policy_id                     = "00p1"
  name                          = "Staff $${x} %%{if}"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = ["*"]
  group_whitelist               = ["00g1"]
  group_blacklist               = ["00g2"]
  user_whitelist                = ["00u1"]
  access_token_lifetime_minutes = 5
  inline_hook_id                = "cal1"
  # priority: the provider requires it, the plan does not say it
  # The provider has no argument for:
  #   /conditions/network/connection = "ZONE"
  #   /conditions/network/include = ["nzo1"]
}

# c7: update application 'Orders Portal' (0oa1portal)
# its own URLs name the org server
# Terraform does not do this here: with `oktafix apply`, or by hand:
#   /profile/issuer: "https://acme.okta.com" -> "(issuer of authorization server 'Orders API', known once it is made)"
#   /profile/token_url: (not there) -> "(issuer of authorization server 'Orders API', known once it is made)/v1/token"
