// Makes the one server a replica set, and the account of the services; both only where they are not yet.
// biome-ignore lint/style/noProcessEnv: mongosh runs this file alone
const { MONGO_INITDB_ROOT_PASSWORD: rootPassword, MONGO_PASSWORD: pwd } = process.env;
const uri = `mongodb://root:${encodeURIComponent(rootPassword)}@mongo:27017/admin?directConnection=true`;
const admin = connect(uri);

try {
	admin.runCommand({ replSetGetStatus: 1 });
} catch (error) {
	if (error.codeName !== 'NotYetInitialized') throw error;
	const members = [{ _id: 0, host: 'mongo:27017' }];
	admin.runCommand({ replSetInitiate: { _id: 'rs0', members } });
}
while (!admin.hello().isWritablePrimary) sleep(200);

const canario = admin.getSiblingDB('canario');
const account = { pwd, roles: [{ role: 'readWrite', db: 'canario' }] };
if (canario.getUser('canario') === null) canario.createUser({ user: 'canario', ...account });
else canario.updateUser('canario', account);
