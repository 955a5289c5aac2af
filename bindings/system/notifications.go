package system

import (
	"encoding/json"
	"unicode/utf16"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// maxNotificationID is how many UTF-16 units an id may have.
const maxNotificationID = 500

// The texts of Chrome's lastError.
const (
	errNotificationID   = extension.Error("The notification's ID should be 500 characters or less")
	errMissingRequired  = extension.Error("Some of the required properties are missing: type, iconUrl, title and message.")
	errLowPriority      = extension.Error("Low-priority notifications are deprecated on this platform.")
	errExtraImage       = extension.Error("Image resource provided for notification type != image")
	errExtraItems       = extension.Error("List items provided for notification type != list")
	errProgressType     = extension.Error("The progress value should not be specified for non-progress notification")
	errProgressTooLarge = extension.Error("The progress value should range from 0 to 100")
)

type (
	notificationBitmap struct {
		Width  int
		Height int
		Data   *[]byte
	}
	notificationButton struct {
		Title      string
		IconURL    *string
		IconBitmap *notificationBitmap
	}
	notificationItem struct {
		Title   string
		Message string
	}
	notificationOptions struct {
		Type               *string
		IconURL            *string
		IconBitmap         *notificationBitmap
		AppIconMaskURL     *string
		AppIconMaskBitmap  *notificationBitmap
		Title              *string
		Message            *string
		ContextMessage     *string
		Priority           *int
		EventTime          *float64
		Buttons            *[]notificationButton
		ExpandedMessage    *string
		ImageURL           *string
		ImageBitmap        *notificationBitmap
		Items              *[]notificationItem
		Progress           *int
		IsClickable        *bool
		RequireInteraction *bool
		Silent             *bool
	}
	createNotificationParams struct {
		NotificationID *string
		Options        notificationOptions
	}
	updateNotificationParams struct {
		NotificationID string
		Options        notificationOptions
	}
	clearNotificationParams struct {
		NotificationID string
	}
	notificationClosed struct {
		NotificationID string
		ByUser         bool
	}
)

// notifications is chrome.notifications of an App. It keeps them until the App
// clears them, as nobody else does.
type notifications struct {
	loop     *eventloop.Loop
	types    map[string]string // by id
	onClosed *extension.Event[notificationClosed]
}

// NewNotifications makes chrome.notifications.
func NewNotifications(app *extension.App) *extension.API {
	const namespace = "notifications"
	n := &notifications{
		loop:     app.Loop,
		types:    map[string]string{},
		onClosed: extension.NewEvent[notificationClosed](app, namespace, "onClosed"),
	}
	return extension.NewAPI(namespace,
		extension.Sync("create", n.create),
		extension.Sync("update", n.update),
		extension.Sync("clear", n.clear),
		extension.Sync("getAll", n.getAll),
		extension.Sync("getPermissionLevel", func(extension.None) (string, error) { return "granted", nil }),
	)
}

func (n *notifications) create(p createNotificationParams) (string, error) {
	id := value(p.NotificationID)
	if id == "" {
		id = newUUID()
	}
	o := p.Options
	switch {
	case len(utf16.Encode([]rune(id))) > maxNotificationID:
		return id, extension.WithResult(errNotificationID)
	case o.Type == nil || o.IconURL == nil && o.IconBitmap == nil || o.Title == nil || o.Message == nil:
		return id, extension.WithResult(errMissingRequired)
	}
	if err := o.check(*o.Type, true); err != nil {
		return id, extension.WithResult(err)
	}
	n.types[id] = *o.Type
	return id, nil
}

func (n *notifications) update(p updateNotificationParams) (bool, error) {
	kind, there := n.types[p.NotificationID]
	if !there {
		return false, nil
	}
	if p.Options.Type != nil {
		kind = *p.Options.Type
	}
	if err := p.Options.check(kind, false); err != nil {
		return false, extension.WithResult(err)
	}
	n.types[p.NotificationID] = kind
	return true, nil
}

// check looks for what does not go with the type. A new notification must have
// what its type asks for.
func (o *notificationOptions) check(kind string, complete bool) error {
	hasImage, hasItems := o.ImageURL != nil || o.ImageBitmap != nil, o.Items != nil
	switch {
	case value(o.Priority) < 0:
		return errLowPriority
	case hasImage != (kind == "image") && (complete || hasImage):
		return errExtraImage
	case hasItems != (kind == "list") && (complete || hasItems):
		return errExtraItems
	case o.Progress != nil && kind != "progress":
		return errProgressType
	case value(o.Progress) < 0 || value(o.Progress) > 100:
		return errProgressTooLarge
	}
	return nil
}

// clear has its event before its callback.
func (n *notifications) clear(p clearNotificationParams) (bool, error) {
	if _, there := n.types[p.NotificationID]; !there {
		return false, nil
	}
	delete(n.types, p.NotificationID)
	n.loop.Post(eventloop.TaskFunc(func() { n.onClosed.Dispatch(notificationClosed{NotificationID: p.NotificationID}) }))
	return true, nil
}

func (n *notifications) getAll(extension.None) (extension.JSON, error) {
	all := map[string]bool{}
	for id := range n.types {
		all[id] = true
	}
	return json.Marshal(all)
}
