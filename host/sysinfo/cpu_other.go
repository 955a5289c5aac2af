//go:build !linux

package sysinfo

func cpuModel() string { return "" }

func cpuUsage() []Usage { return nil }
