package socket

// Poller tells the loop which descriptors are ready: eventloop.EpollPoller.
type Poller interface {
	// Watch has w told, in the bits of epoll, of each change of fd that is
	// asked for, by edge, and of what holds already.
	Watch(fd int, changes uint32, w Watcher) error
	// Change asks for other changes of fd, which is watched.
	Change(fd int, changes uint32) error
	// Rewatch gives fd, which is watched, to another watcher.
	Rewatch(fd int, w Watcher)
	// Unwatch ends the watching of fd, whose file stays open.
	Unwatch(fd int)
	// Forget is called before a watched descriptor is closed.
	Forget(fd int)
}

// Watcher is what a descriptor belongs to. If Ready returns true the loop runs
// the task.
type Watcher = interface {
	Ready(events uint32) bool
	RunTask()
}
