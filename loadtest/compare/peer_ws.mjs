// The `ws` package: whatever comes in on /write goes to everybody on /read. Prints its port.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, skipUTF8Validation: true });
const readers = new Set();
server.on('connection', (socket, request) => {
  if (request.url === '/read') {
    readers.add(socket);
    socket.on('close', () => readers.delete(socket));
  } else {
    socket.on('message', (data) => {
      for (const reader of readers) reader.send(data, { binary: false });
    });
  }
});
server.on('listening', () => console.log(`port=${server.address().port}`));
