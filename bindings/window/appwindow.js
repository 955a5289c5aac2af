// The AppWindow of a page. host: data() gives what is known of the window, undefined when it is closed; events and
// methods are those of the prototype, by name, where internal has what Chrome's own methods call.
(function (host, events, internal) {
	const update = (key, part) => internal.setBounds(key, part);
	const constrain = (key, part) => internal.setSizeConstraints(key, part);

	class Bounds {
		#key;
		constructor(key) { this.#key = key; }
		static {
			const measure = (name, change) => Object.defineProperty(Bounds.prototype, name, {
				get() { return host.data()[this.#key][name]; },
				set(value) { change(this.#key, {[name]: value}); },
				enumerable: true,
			});
			for (const name of ['left', 'top', 'width', 'height']) measure(name, update);
			for (const name of ['minWidth', 'maxWidth', 'minHeight', 'maxHeight']) measure(name, constrain);
			const method = (name, f) => { Bounds.prototype[name] = f; };
			method('setPosition', function (left, top) { update(this.#key, {left, top}); });
			method('setSize', function (width, height) { update(this.#key, {width, height}); });
			method('setMinimumSize', function (minWidth, minHeight) { constrain(this.#key, {minWidth, minHeight}); });
			method('setMaximumSize', function (maxWidth, maxHeight) { constrain(this.#key, {maxWidth, maxHeight}); });
		}
	}

	function AppWindow() {
		this.innerBounds = new Bounds('innerBounds');
		this.outerBounds = new Bounds('outerBounds');
	}
	const {prototype} = AppWindow;
	Object.assign(prototype, events);
	for (const name of ['clearAttention', 'drawAttention', 'focus', 'fullscreen', 'hide', 'maximize', 'minimize', 'restore',
		'setActivateOnPointer', 'setAlwaysOnTop', 'setIcon', 'setVisibleOnAllWorkspaces', 'show']) prototype[name] = internal[name];
	prototype.moveTo = moveTo.bind(globalThis);
	prototype.resizeTo = resizeTo.bind(globalThis);
	prototype.contentWindow = globalThis;
	prototype.close = function () { host.close(); };
	prototype.getBounds = function () {
		const {left, top, width, height} = host.data().innerBounds;
		return {left, top, width, height};
	};
	prototype.setBounds = function (bounds) { update('bounds', bounds); };
	for (const [name, key] of [['isFullscreen', 'fullscreen'], ['isMinimized', 'minimized'], ['isMaximized', 'maximized'],
		['isAlwaysOnTop', 'alwaysOnTop'], ['alphaEnabled', 'alphaEnabled']]) prototype[name] = function () { return host.data()[key]; };
	const fixed = host.data();
	for (const name of ['id', 'hasFrameColor', 'activeFrameColor', 'inactiveFrameColor']) {
		Object.defineProperty(prototype, name, {get() { return fixed[name]; }});
	}
	return new AppWindow();
})
