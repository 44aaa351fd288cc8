// Lets a page show notifications where it cannot do so by itself, as on phones. It keeps no file and answers
// no request.
addEventListener('notificationclick', event => {
	event.notification.close();
	event.waitUntil(
		clients
			.matchAll({ type: 'window', includeUncontrolled: true })
			.then(([page]) => (page ? page.focus() : clients.openWindow('/'))),
	);
});
