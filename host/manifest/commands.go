package manifest

import (
	"slices"
	"strings"
)

// Command is a member of "commands": a keyboard shortcut. Key is "" when the manifest suggests none.
type Command struct {
	Description string
	Key         string
}

// commandPlatforms are the platforms that a suggested key may be for. Chrome looks at each that is there.
var commandPlatforms = []string{"chromeos", "default", "linux", "mac", "windows"}

// commandKeys are the keys with names; letters and digits are keys too.
var commandKeys = []string{
	"Comma", "Period", "Left", "Right", "Up", "Down", "Ins", "Insert", "Delete", "Home", "End", "PageUp", "PageDown", "Space", "Tab",
}

var mediaKeys = []string{"MediaNextTrack", "MediaPlayPause", "MediaPrevTrack", "MediaStop"}

func (l *loader) readCommands(value any) error {
	commands, err := typed[map[string]any]("commands", value)
	if err != nil {
		return err
	}
	l.m.Commands = make(map[string]Command, len(commands))
	for i, name := range sortedKeys(commands) {
		entry, ok := commands[name].(map[string]any)
		if !ok {
			return refusef("Contents of 'commands[%d]' invalid.", i+1)
		}
		if l.m.Commands[name], err = readCommand(i+1, name, entry); err != nil {
			return err
		}
	}
	return nil
}

func readCommand(number int, name string, entry map[string]any) (command Command, err error) {
	command.Description, _ = entry["description"].(string)
	if command.Description == "" && !strings.HasPrefix(name, "_execute_") {
		return command, refusef("Invalid value for 'commands[%d].description'.", number)
	}
	switch suggested := entry["suggested_key"].(type) {
	case string:
		if suggested != "" {
			command.Key, err = readShortcut(number, "default", suggested)
		}
	case map[string]any:
		command.Key, err = suggestedKey(number, suggested)
	}
	return command, err
}

// suggestedKey chooses among the keys for platforms; the host counts as Linux, wherever it runs.
func suggestedKey(number int, suggested map[string]any) (string, error) {
	platforms := sortedKeys(suggested)
	for _, platform := range platforms {
		if text, _ := suggested[platform].(string); text == "" {
			return "", refusef("Invalid value for 'commands[%d].suggested_key': Missing.", number)
		}
	}
	chosen := "linux"
	if _, there := suggested[chosen]; !there {
		chosen = "default"
	}
	if _, there := suggested[chosen]; !there {
		return "", refusef("Could not find key specification for 'command[%d].suggested_key': Either specify a key for 'linux', or specify a default key.", number)
	}
	keys := map[string]string{}
	for _, platform := range platforms {
		if !slices.Contains(commandPlatforms, platform) {
			return "", refusef("Unknown platform for 'command[%d]': %s. Valid values are: 'windows', 'mac' 'chromeos', 'linux' and 'default'.", number, platform)
		}
		key, err := readShortcut(number, platform, suggested[platform].(string))
		if err != nil {
			return "", err
		}
		keys[platform] = key
	}
	return keys[chosen], nil
}

// readShortcut checks a shortcut such as Ctrl+Shift+Y: one key, with Ctrl or Alt, but not with both. Blanks do not count.
func readShortcut(number int, platform, text string) (string, error) {
	shortcut := strings.ReplaceAll(text, " ", "")
	bad := refusef("Invalid value for 'commands[%d].%s': %s.", number, platform, text)
	tokens := strings.Split(shortcut, "+")
	if len(tokens) > 3 {
		return "", bad
	}
	key := ""
	modifiers := map[string]bool{}
	for _, token := range tokens {
		switch {
		case isModifier(token, platform):
			modifiers[token] = true
		case token == "Command" && platform == "default":
			return "", refusef("Invalid value for 'commands[%d].suggested_key': Command key is not supported. Note: Ctrl means Command on Mac.", number)
		case key == "" && isShortcutKey(token):
			key = token
		default:
			return "", bad
		}
	}
	switch {
	case slices.Contains(mediaKeys, key):
		if len(modifiers) > 0 {
			return "", refusef("Media key cannot have any modifier for 'commands[%d].%s': %s.", number, platform, text)
		}
		return shortcut, nil
	case key == "", modifiers["Ctrl"] && modifiers["Alt"], len(modifiers) == 0, len(modifiers) == 1 && modifiers["Shift"]:
		return "", bad
	}
	return shortcut, nil
}

func isModifier(token, platform string) bool {
	switch token {
	case "Ctrl", "Alt", "Shift":
		return true
	case "Command", "MacCtrl":
		return platform == "mac"
	case "Search":
		return platform == "chromeos"
	}
	return false
}

func isShortcutKey(token string) bool {
	if len(token) == 1 {
		return 'A' <= token[0] && token[0] <= 'Z' || isDigit(token[0])
	}
	return slices.Contains(commandKeys, token) || slices.Contains(mediaKeys, token)
}
