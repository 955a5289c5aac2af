package system

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// actionMenuTopLevelLimit is the constant ACTION_MENU_TOP_LEVEL_LIMIT.
const actionMenuTopLevelLimit = 6

// The texts of Chrome's lastError.
const (
	errMenuIDRequired = extension.Error("Extensions using event pages or Service Workers must pass an id parameter to chrome.contextMenus.create")
	errMenuOnclick    = extension.Error("Extensions using event pages or Service Workers cannot pass an onclick parameter to chrome.contextMenus.create. Instead, use the chrome.contextMenus.onClicked event.")
	errMenuAction     = extension.Error("Only extensions are allowed to use action contexts")
	errMenuTitle      = extension.Error("All menu items except for separators must have a title")
	errMenuParentType = extension.Error("Parent items must have type \"normal\"")
	errMenuChecked    = extension.Error("Only items with type \"radio\" or \"checkbox\" can be checked")
	errMenuCycle      = extension.Error("Unknown error.")
)

func errNoMenuItem(id string) error { return extension.Error("Cannot find menu item with id " + id) }

func errDuplicateMenuItem(id string) error {
	return extension.Error("Cannot create item with duplicate id " + id)
}

type (
	createMenuItemProperties struct {
		Type                *string
		ID                  *string
		Title               *string
		Checked             *bool
		Contexts            *[]string
		Visible             *bool
		Onclick             goja.Value
		ParentID            goja.Value
		DocumentURLPatterns *[]string
		TargetURLPatterns   *[]string
		Enabled             *bool
	}
	createMenuItemParams struct {
		CreateProperties createMenuItemProperties
	}
	updateMenuItemProperties struct {
		Type                *string
		Title               *string
		Checked             *bool
		Contexts            *[]string
		Visible             *bool
		Onclick             goja.Value
		ParentID            goja.Value
		DocumentURLPatterns *[]string
		TargetURLPatterns   *[]string
		Enabled             *bool
	}
	updateMenuItemParams struct {
		ID               goja.Value
		UpdateProperties updateMenuItemProperties
	}
	removeMenuItemParams struct {
		MenuItemID goja.Value
	}
)

// ContextMenus is chrome.contextMenus of an App. Its items have strings as ids:
// an app has an event page, and must name them.
type ContextMenus struct {
	api       *extension.API
	items     map[string]*menuItem
	generated int // ids for items without one, which cannot be made
}

type menuItem struct {
	kind   string
	parent *menuItem
}

// NewContextMenus makes chrome.contextMenus.
func NewContextMenus() *ContextMenus {
	m := &ContextMenus{items: map[string]*menuItem{}}
	m.api = extension.NewAPI("contextMenus",
		extension.Immediate("create", m.create),
		extension.Sync("update", m.update),
		extension.Sync("remove", m.remove),
		extension.Sync("removeAll", m.removeAll),
	)
	return m
}

// Name gives the name of the namespace.
func (m *ContextMenus) Name() string { return m.api.Name() }

// Install makes chrome.contextMenus in a page.
func (m *ContextMenus) Install(p *extension.Page) {
	m.api.Install(p)
	p.Namespace(m.Name()).Set("ACTION_MENU_TOP_LEVEL_LIMIT", actionMenuTopLevelLimit)
}

func (m *ContextMenus) create(p createMenuItemParams) (id extension.Maker, _ extension.None, err error) {
	m.generated++
	properties := p.CreateProperties
	if properties.ID == nil {
		number := m.generated
		return func(p *extension.Page) goja.Value { return p.Runtime().ToValue(number) }, none, errMenuIDRequired
	}
	text := *properties.ID
	return func(p *extension.Page) goja.Value { return p.Runtime().ToValue(text) }, none, m.add(text, properties)
}

func (m *ContextMenus) add(id string, p createMenuItemProperties) error {
	item := &menuItem{kind: "normal"}
	if p.Type != nil {
		item.kind = *p.Type
	}
	switch {
	case p.Onclick != nil:
		return errMenuOnclick
	case m.items[id] != nil:
		return errDuplicateMenuItem(id)
	case hasActionContext(p.Contexts):
		return errMenuAction
	case value(p.Title) == "" && item.kind != "separator":
		return errMenuTitle
	}
	if p.ParentID != nil {
		if err := m.setParent(item, p.ParentID); err != nil {
			return err
		}
	}
	m.items[id] = item
	return nil
}

func hasActionContext(contexts *[]string) bool {
	return !all(contexts, func(c string) bool { return c != "action" && c != "browser_action" && c != "page_action" })
}

func (m *ContextMenus) update(p updateMenuItemParams) (extension.None, error) {
	item, properties := m.items[p.ID.String()], p.UpdateProperties
	if item == nil || !isString(p.ID) {
		return none, errNoMenuItem(p.ID.String())
	}
	kind := item.kind
	if properties.Type != nil {
		kind = *properties.Type
	}
	switch {
	case properties.Title != nil && *properties.Title == "" && kind != "separator":
		return none, errMenuTitle
	case properties.Checked != nil && kind != "checkbox" && kind != "radio":
		return none, errMenuChecked
	case hasActionContext(properties.Contexts):
		return none, errMenuAction
	}
	if properties.ParentID != nil {
		if err := m.setParent(item, properties.ParentID); err != nil {
			return none, err
		}
	}
	item.kind = kind
	return none, nil
}

func (m *ContextMenus) setParent(item *menuItem, id goja.Value) error {
	parent := m.items[id.String()]
	if parent == nil || !isString(id) {
		return errNoMenuItem(id.String())
	}
	if parent.kind != "normal" {
		return errMenuParentType
	}
	if parent.within(item) {
		return errMenuCycle
	}
	item.parent = parent
	return nil
}

// within is whether i is other or below it.
func (i *menuItem) within(other *menuItem) bool {
	for ; i != nil; i = i.parent {
		if i == other {
			return true
		}
	}
	return false
}

func (m *ContextMenus) remove(p removeMenuItemParams) (extension.None, error) {
	removed := m.items[p.MenuItemID.String()]
	if removed == nil || !isString(p.MenuItemID) {
		return none, errNoMenuItem(p.MenuItemID.String())
	}
	for id, item := range m.items {
		if item.within(removed) {
			delete(m.items, id)
		}
	}
	return none, nil
}

func (m *ContextMenus) removeAll(extension.None) (extension.None, error) {
	clear(m.items)
	return none, nil
}

func isString(v goja.Value) bool {
	_, ok := v.(goja.String)
	return ok
}
