/** Switches for tests and support, given in an address and kept for the tab. */

const RELAY = 'stagebeurs.relay';

export function readSwitches(): void {
	const relay = new URLSearchParams(location.search).get('relay');
	if (relay !== null) sessionStorage.setItem(RELAY, relay);
}

/** `?relay=1`: media only through the TURN server, to see whether that road works. */
export function isRelayForced(): boolean {
	return sessionStorage.getItem(RELAY) === '1';
}
