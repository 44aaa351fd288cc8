export { Agenda } from '../../features/meet/agenda/agenda';
export { Lines } from '../../features/meet/line/lines';
