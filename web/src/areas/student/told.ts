export { Notices } from '../../features/meet/line/notice';
export { Voices } from '../../features/meet/line/voices';
