// A Kubernetes API server and the etcd that it keeps its objects in, as one program. Nothing else of a cluster is
// there: objects are validated, admitted, stored and watched, and no pod ever runs.
//
//	api-server DIR [FLAG…]    DIR keeps the objects; the flags are those of kube-apiserver
package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const etcdStartsWithin = 30 * time.Second

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("name a directory for the objects"))
	}
	etcd, err := startEtcd(filepath.Join(os.Args[1], "etcd"))
	if err != nil {
		fail(err)
	}
	os.Args = append([]string{"kube-apiserver", "--etcd-servers=" + etcd}, os.Args[2:]...)
	os.Exit(cli.Run(app.NewAPIServerCommand()))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "api-server:", err)
	os.Exit(1)
}

// Starts etcd on a loopback port of its own, and gives its URL.
func startEtcd(dir string) (string, error) {
	client, err := freeURL()
	if err != nil {
		return "", err
	}
	peer, err := freeURL()
	if err != nil {
		return "", err
	}
	config := embed.NewConfig()
	config.Dir = dir
	config.LogLevel = "error"
	config.UnsafeNoFsync = true // objects of a test need not outlive the machine
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{client}, []url.URL{client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{peer}, []url.URL{peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	server, err := embed.StartEtcd(config)
	if err != nil {
		return "", fmt.Errorf("etcd: %w", err)
	}
	select {
	case <-server.Server.ReadyNotify():
		return client.String(), nil
	case err := <-server.Err():
		return "", fmt.Errorf("etcd: %w", err)
	case <-time.After(etcdStartsWithin):
		return "", fmt.Errorf("etcd was not ready within %s", etcdStartsWithin)
	}
}

func freeURL() (url.URL, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return url.URL{}, err
	}
	defer listener.Close()
	return url.URL{Scheme: "http", Host: listener.Addr().String()}, nil
}
