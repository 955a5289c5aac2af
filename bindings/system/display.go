package system

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

// errChromeOS is the text of Chrome's lastError.
const errChromeOS = extension.Error("Function available only on ChromeOS.")

type (
	displayBounds struct {
		Left   int
		Top    int
		Width  int
		Height int
	}
	displayInsets struct {
		Left   int
		Top    int
		Right  int
		Bottom int
	}
	displayPoint struct {
		X int
		Y int
	}
	touchPair struct {
		DisplayPoint displayPoint
		TouchPoint   displayPoint
	}
	touchPairQuad struct {
		Pair1 touchPair
		Pair2 touchPair
		Pair3 touchPair
		Pair4 touchPair
	}
	displayMode struct {
		Width                int
		Height               int
		WidthInNativePixels  int
		HeightInNativePixels int
		UIScale              *float64
		DeviceScaleFactor    float64
		RefreshRate          float64
		IsNative             bool
		IsSelected           bool
		IsInterlaced         *bool
	}
	displayLayout struct {
		ID       string
		ParentID string
		Position string
		Offset   int
	}
	displayProperties struct {
		IsUnified         *bool
		MirroringSourceID *string
		IsPrimary         *bool
		Overscan          *displayInsets
		Rotation          *int
		BoundsOriginX     *int
		BoundsOriginY     *int
		DisplayMode       *displayMode
		DisplayZoomFactor *float64
	}
	getInfoFlags struct {
		SingleUnified *bool
	}
	mirrorModeInfo struct {
		Mode                    string
		MirroringSourceID       *string
		MirroringDestinationIDs *[]string
	}
	getDisplayInfoParams struct {
		Flags *getInfoFlags
	}
	displayParams struct {
		ID string
	}
	setDisplayPropertiesParams struct {
		ID   string
		Info displayProperties
	}
	setDisplayLayoutParams struct {
		Layouts []displayLayout
	}
	enableUnifiedDesktopParams struct {
		Enabled bool
	}
	overscanAdjustParams struct {
		ID    string
		Delta displayInsets
	}
	completeCalibrationParams struct {
		Pairs  touchPairQuad
		Bounds displayBounds
	}
	setMirrorModeParams struct {
		Info mirrorModeInfo
	}
)

// NewDisplay makes chrome.system.display. There is no display.
func NewDisplay() *extension.API {
	return extension.NewAPI("system.display",
		extension.Sync("getInfo", func(getDisplayInfoParams) ([]extension.JSON, error) { return []extension.JSON{}, nil }),
		chromeOSOnly[extension.None, []displayLayout]("getDisplayLayout"),
		chromeOSOnly[setDisplayPropertiesParams, extension.None]("setDisplayProperties"),
		chromeOSOnly[setDisplayLayoutParams, extension.None]("setDisplayLayout"),
		chromeOSOnly[enableUnifiedDesktopParams, extension.None]("enableUnifiedDesktop"),
		chromeOSOnly[displayParams, extension.None]("overscanCalibrationStart"),
		chromeOSOnly[overscanAdjustParams, extension.None]("overscanCalibrationAdjust"),
		chromeOSOnly[displayParams, extension.None]("overscanCalibrationReset"),
		chromeOSOnly[displayParams, extension.None]("overscanCalibrationComplete"),
		chromeOSOnly[displayParams, bool]("showNativeTouchCalibration"),
		chromeOSOnly[displayParams, extension.None]("startCustomTouchCalibration"),
		chromeOSOnly[completeCalibrationParams, extension.None]("completeCustomTouchCalibration"),
		chromeOSOnly[displayParams, extension.None]("clearTouchCalibration"),
		chromeOSOnly[setMirrorModeParams, extension.None]("setMirrorMode"),
	)
}

// chromeOSOnly is a function that fails as it does on any other system.
func chromeOSOnly[P, R any](name string) extension.Function {
	return extension.Sync(name, func(P) (result R, err error) { return result, errChromeOS })
}
