package host

import (
	"fmt"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
	"github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
)

// newClient makes the client that fetches for the pages of what was loaded.
func (a *App) newClient() *fetch.Client {
	o := fetch.Options{
		Origin:    a.source.origin(),
		MIMEType:  filesystem.MIMEType,
		Permit:    a.source.permitsURL(),
		UserAgent: a.options.UserAgent,
	}
	o.Package, _ = a.source.files()
	if m := a.source.manifest; m != nil {
		o.Policy = fetch.AppPolicy
		if m.Background.Page == "" {
			o.Generated = map[string][]byte{generatedPage: backgroundPage(m.Background.Scripts)}
		}
	}
	return fetch.New(o)
}

// permitsURL says which hosts the manifest lets the App use without their
// asking. Scripts without a manifest may use all.
func (s *source) permitsURL() func(u *whatwg.Url) bool {
	if s.manifest == nil {
		return func(*whatwg.Url) bool { return true }
	}
	origins := s.manifest.Origins()
	return func(u *whatwg.Url) bool {
		pattern := fmt.Sprintf("%s://%s:%d/*", u.Scheme(), u.Hostname(), u.DecodedPort())
		return slices.ContainsFunc(origins, func(wide string) bool { return manifest.Covers(wide, pattern) })
	}
}

// generatedPage is the background page that Chrome makes of a list of scripts.
const generatedPage = "_generated_background_page.html"

func backgroundPage(scripts []string) []byte {
	var page strings.Builder
	page.WriteString("<!DOCTYPE html>\n<body>\n")
	for _, script := range scripts {
		fmt.Fprintf(&page, "<script src=\"%s\"></script>\n", script)
	}
	return []byte(page.String())
}
