import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConfigContext, loadConfig } from './config.ts';
import { browserFeed } from './feed/browser-feed.ts';
import { FeedContext } from './feed/use-feed.ts';
import { Frame } from './frame/frame.tsx';
import { NoConfig } from './frame/no-config.tsx';
import './styles/colours.css';
import './styles/scale.css';
import './styles/base.css';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element "root"');
const root = createRoot(element);

const config = await loadConfig(() => root.render(<NoConfig />));
const feed = browserFeed(config.feedUrl);

root.render(
	<StrictMode>
		<ConfigContext value={config}>
			<FeedContext value={feed}>
				<Frame />
			</FeedContext>
		</ConfigContext>
	</StrictMode>,
);
