// Command controlplane is a Kubernetes control plane in one file, for tests: etcd, kube-apiserver and
// kube-controller-manager as sub-commands. Each takes the flags of the program that it is named after; etcd takes its own
// few. With untilStdinCloses before the sub-command it stops when its standard input ends: the tests hold the other end,
// and however they end, nothing is left running. Started through a link that is named kubectl, it is kubectl.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	kubectl "k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

const untilStdinCloses = "--until-stdin-closes"

func main() {
	if filepath.Base(os.Args[0]) == "kubectl" {
		// As cmd/kubectl of Kubernetes does.
		if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
			util.CheckErr(err)
		}
		return
	}
	args := os.Args[1:]
	if len(args) > 0 && args[0] == untilStdinCloses {
		args = args[1:]
		go stopWhenStdinCloses()
	}
	if len(args) == 0 {
		fail(2, "usage: %s [%s] etcd|kube-apiserver|kube-controller-manager [FLAG...]", os.Args[0], untilStdinCloses)
	}
	program := args[0]
	// The programs read os.Args themselves.
	os.Args = args
	switch program {
	case "etcd":
		if err := etcd(args[1:]); err != nil {
			fail(1, "etcd: %v", err)
		}
	case "kube-apiserver":
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		os.Exit(cli.Run(controllermanager.NewControllerManagerCommand()))
	default:
		fail(2, "no sub-command %q: etcd, kube-apiserver or kube-controller-manager", program)
	}
}

func stopWhenStdinCloses() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = syscall.Kill(os.Getpid(), syscall.SIGTERM)
	time.Sleep(30 * time.Second)
	fail(1, "told to stop 30 seconds ago")
}

// etcd serves one member until it is told to stop. Nothing is synced to disk: the data does not outlive a test.
func etcd(args []string) error {
	flags := flag.NewFlagSet("etcd", flag.ExitOnError)
	data := flags.String("data-dir", "", "folder of the data, made if it is not there")
	client := flags.String("client-url", "", "where clients connect, such as http://127.0.0.1:2379")
	peer := flags.String("peer-url", "", "where other members would connect, such as http://127.0.0.1:2380")
	if err := flags.Parse(args); err != nil {
		return err
	}
	clients, err := listener(*client)
	if err != nil {
		return err
	}
	peers, err := listener(*peer)
	if err != nil {
		return err
	}

	config := embed.NewConfig()
	config.Dir = *data
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	config.QuotaBackendBytes = 8 << 30
	config.ListenClientUrls, config.AdvertiseClientUrls = clients, clients
	config.ListenPeerUrls, config.AdvertisePeerUrls = peers, peers
	config.InitialCluster = config.InitialClusterFromName(config.Name)

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer server.Close()
	select {
	case <-server.Server.ReadyNotify():
	case <-time.After(time.Minute):
		return fmt.Errorf("not ready after a minute")
	case <-stop:
		return nil
	}
	select {
	case err := <-server.Err():
		return err
	case <-stop:
		return nil
	}
}

func listener(text string) ([]url.URL, error) {
	parsed, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	if parsed.Host == "" {
		return nil, fmt.Errorf("%q is not a URL with a host: give --client-url and --peer-url", text)
	}
	return []url.URL{*parsed}, nil
}

func fail(status int, format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(status)
}
