package schema

import (
	"fmt"
	"slices"
	"strings"
)

// The sentences of Chrome's binding layer (api_invocation_errors.cc). No other
// file writes one.

// NoMatchingSignature is the detail when no way of leaving out optional
// parameters makes the arguments fit.
const NoMatchingSignature = "No matching signature."

// InvocationError is the message of the TypeError that a bad call throws.
func (f *Function) InvocationError(detail string) string {
	return fmt.Sprintf("Error in invocation of %s.%s(%s): %s", f.Namespace, f.Name, f.Signature(), detail)
}

// ParameterError names the parameter that detail is about.
func ParameterError(name, detail string) string {
	return "Error at parameter '" + name + "': " + detail
}

// PropertyError names the dictionary member that detail is about.
func PropertyError(name, detail string) string {
	return "Error at property '" + name + "': " + detail
}

// IndexError names the array item that detail is about.
func IndexError(index int, detail string) string {
	return fmt.Sprintf("Error at index %d: %s", index, detail)
}

// UnexpectedProperty is for a key that the dictionary does not have.
func UnexpectedProperty(name string) string { return "Unexpected property: '" + name + "'." }

// MissingProperty is for a required member that is absent, null or undefined.
func MissingProperty(name string) string { return "Missing required property '" + name + "'." }

// InvalidType is for a value of another type than t.
func InvalidType(t *Type, found string) string {
	return "Invalid type: expected " + t.String() + ", found " + found + "."
}

// InvalidEnumValue lists the values of an enum, sorted.
func InvalidEnumValue(t *Type) string {
	values := slices.Sorted(slices.Values(t.Values))
	return "Value must be one of " + strings.Join(values, ", ") + "."
}

// NotInstance is for an object of another class.
func NotInstance(t *Type) string { return "Value must be an instance of " + t.Name + "." }

// TooLong is for a string of more than max UTF-16 units.
func TooLong(max, found int) string {
	return fmt.Sprintf("String must have at most %d characters; found %d.", max, found)
}

// TooSmall is for an integer below the minimum.
func TooSmall(minimum int) string { return fmt.Sprintf("Value must be at least %d.", minimum) }

// NotFinite is for NaN and the infinities.
const NotFinite = "Value must not be NaN or Infinity."

// NoChoice is for a value that none of the choices takes.
const NoChoice = "Value did not match any choice."

// ScriptThrew is for an object that could not be read, where that is an error
// of the call and not the exception itself.
const ScriptThrew = "Script threw an error."

// Unserializable is for a value that cannot cross to another process.
const Unserializable = "Value is unserializable."

// NoFilters is thrown by addListener with a second argument.
const NoFilters = "This event does not support filters"

// NotConstructible is for a class whose objects only the API makes.
func NotConstructible(class string) string {
	return "Objects of type " + class + " cannot be created using the constructor."
}

// IllegalInvocation is for a method that was detached from its object.
func IllegalInvocation(class string) string {
	return "Illegal invocation: Function must be called on an object of type " + class
}

// CallbackError is the console line for an exception in an API callback.
func CallbackError(stack string) string { return "Error handling response: " + stack }

// ListenerError is the console line for an exception in an event listener.
func ListenerError(stack string) string { return "Error in event handler: " + stack }

// UncheckedLastError is the console line for a lastError that was not read.
func UncheckedLastError(message string) string { return "Unchecked runtime.lastError: " + message }

// ContextInvalidated is what a call throws in a page that was closed.
const ContextInvalidated = "Extension context invalidated."
