// socket.io, WebSocket only: whatever is sent as "post" goes to the room of readers. Prints its port.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, pingTimeout: 60_000 });
io.on('connection', (socket) => {
  if (socket.handshake.query.reads) socket.join('readers');
  else socket.on('post', (text) => io.to('readers').emit('post', text));
});
http.listen(0, '127.0.0.1', () => console.log(`port=${http.address().port}`));
