package system

import (
	"net/url"
	"strings"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// OAuth2 is the manifest key of that name.
type OAuth2 struct {
	ClientID string
	Scopes   []string
}

// The texts of Chrome's lastError.
const (
	errClientID    = extension.Error("Invalid OAuth2 Client ID.")
	errScopes      = extension.Error("Invalid OAuth2 scopes.")
	errAccount     = extension.Error("Only the primary user account is allowed")
	errNotSignedIn = extension.Error("The user is not signed in.")
	errSignInOff   = extension.Error("The user turned off browser signin")
	errAuthScheme  = extension.Error("The auth url has an invalid scheme. Only http:// and https:// schemes are allowed.")
	errAuthPage    = extension.Error("Authorization page could not be loaded.")
)

type (
	accountInfo struct {
		ID string
	}
	tokenDetails struct {
		Interactive               *bool
		Account                   *accountInfo
		Scopes                    *[]string
		EnableGranularPermissions *bool
	}
	getAuthTokenParams struct {
		Details *tokenDetails
	}
	authToken struct {
		Token         *string
		GrantedScopes *[]string
	}
	profileDetails struct {
		AccountStatus *string
	}
	getProfileUserInfoParams struct {
		Details *profileDetails
	}
	profileUserInfo struct {
		Email string
		ID    string
	}
	invalidTokenDetails struct {
		Token string
	}
	removeCachedAuthTokenParams struct {
		Details invalidTokenDetails
	}
	webAuthFlowDetails struct {
		URL                          string
		Interactive                  *bool
		AbortOnLoadForNonInteractive *bool
		TimeoutMsForNonInteractive   *int
	}
	launchWebAuthFlowParams struct {
		Details webAuthFlowDetails
	}
	getRedirectURLParams struct {
		Path *string
	}
)

// identity is chrome.identity of an App.
type identity struct {
	appID  string
	oauth2 OAuth2
}

// NewIdentity makes chrome.identity. Nobody is signed in.
func NewIdentity(appID string, oauth2 OAuth2) *extension.API {
	i := &identity{appID, oauth2}
	return extension.NewAPI("identity",
		extension.Sync("getAccounts", func(extension.None) ([]accountInfo, error) { return []accountInfo{}, nil }),
		extension.Sync("getAuthToken", i.getAuthToken),
		extension.Sync("getProfileUserInfo", func(getProfileUserInfoParams) (profileUserInfo, error) { return profileUserInfo{}, nil }),
		extension.Sync("removeCachedAuthToken", func(removeCachedAuthTokenParams) (extension.None, error) { return none, nil }),
		extension.Sync("clearAllCachedAuthTokens", func(extension.None) (extension.None, error) { return none, nil }),
		extension.Sync("launchWebAuthFlow", i.launchWebAuthFlow),
		extension.Direct("getRedirectURL", i.getRedirectURL),
	)
}

func (i *identity) getAuthToken(p getAuthTokenParams) (authToken, error) {
	details := value(p.Details)
	scopes := i.oauth2.Scopes
	if details.Scopes != nil {
		scopes = *details.Scopes
	}
	switch {
	case i.oauth2.ClientID == "":
		return authToken{}, errClientID
	case len(scopes) == 0:
		return authToken{}, errScopes
	case details.Account != nil:
		return authToken{}, errAccount
	case value(details.Interactive):
		return authToken{}, errSignInOff
	}
	return authToken{}, errNotSignedIn
}

func (i *identity) launchWebAuthFlow(p launchWebAuthFlowParams) (*string, error) {
	if u, err := url.Parse(p.Details.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errAuthScheme
	}
	return nil, errAuthPage
}

func (i *identity) getRedirectURL(_ *extension.Page, p getRedirectURLParams) (string, error) {
	return "https://" + i.appID + ".chromiumapp.org/" + strings.TrimPrefix(value(p.Path), "/"), nil
}
