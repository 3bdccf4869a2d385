package io.saaudit.catalog;

/** What an API server serves, as {@link ApiResourceReader} tells. Written by CatalogDataTest, which says how. */
final class ApiResourceLines {
    static final String LINES = """
            ;bindings;Binding;;create,
            ;componentstatuses;ComponentStatus;cluster;get,list,
            ;configmaps;ConfigMap
            ;endpoints;Endpoints
            ;events;Event
            ;limitranges;LimitRange
            ;namespaces;Namespace;cluster;create,delete,get,list,patch,update,watch,;finalize,status,
            ;nodes;Node;cluster;;proxy,status,
            ;persistentvolumeclaims;PersistentVolumeClaim;;;status,
            ;persistentvolumes;PersistentVolume;cluster;;status,
            ;pods;Pod;;;attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,resize,status,
            ;podtemplates;PodTemplate
            ;replicationcontrollers;ReplicationController;;;scale,status,
            ;resourcequotas;ResourceQuota;;;status,
            ;secrets;Secret
            ;serviceaccounts;ServiceAccount;;;token,
            ;services;Service;;;proxy,status,
            admissionregistration.k8s.io;mutatingadmissionpolicies;MutatingAdmissionPolicy;cluster
            admissionregistration.k8s.io;mutatingadmissionpolicybindings;MutatingAdmissionPolicyBinding;cluster
            admissionregistration.k8s.io;mutatingwebhookconfigurations;MutatingWebhookConfiguration;cluster
            admissionregistration.k8s.io;validatingadmissionpolicies;ValidatingAdmissionPolicy;cluster;;status,
            admissionregistration.k8s.io;validatingadmissionpolicybindings;ValidatingAdmissionPolicyBinding;cluster
            admissionregistration.k8s.io;validatingwebhookconfigurations;ValidatingWebhookConfiguration;cluster
            apiextensions.k8s.io;customresourcedefinitions;CustomResourceDefinition;cluster;;status,
            apiregistration.k8s.io;apiservices;APIService;cluster;;status,
            apps;controllerrevisions;ControllerRevision
            apps;daemonsets;DaemonSet;;;status,
            apps;deployments;Deployment;;;scale,status,
            apps;replicasets;ReplicaSet;;;scale,status,
            apps;statefulsets;StatefulSet;;;scale,status,
            authentication.k8s.io;selfsubjectreviews;SelfSubjectReview;cluster;create,
            authentication.k8s.io;tokenreviews;TokenReview;cluster;create,
            authorization.k8s.io;localsubjectaccessreviews;LocalSubjectAccessReview;;create,
            authorization.k8s.io;selfsubjectaccessreviews;SelfSubjectAccessReview;cluster;create,
            authorization.k8s.io;selfsubjectrulesreviews;SelfSubjectRulesReview;cluster;create,
            authorization.k8s.io;subjectaccessreviews;SubjectAccessReview;cluster;create,
            autoscaling;horizontalpodautoscalers;HorizontalPodAutoscaler;;;status,
            batch;cronjobs;CronJob;;;status,
            batch;jobs;Job;;;status,
            certificates.k8s.io;certificatesigningrequests;CertificateSigningRequest;cluster;;approval,status,
            coordination.k8s.io;leases;Lease
            discovery.k8s.io;endpointslices;EndpointSlice
            events.k8s.io;events;Event
            flowcontrol.apiserver.k8s.io;flowschemas;FlowSchema;cluster;;status,
            flowcontrol.apiserver.k8s.io;prioritylevelconfigurations;PriorityLevelConfiguration;cluster;;status,
            networking.k8s.io;ingressclasses;IngressClass;cluster
            networking.k8s.io;ingresses;Ingress;;;status,
            networking.k8s.io;ipaddresses;IPAddress;cluster
            networking.k8s.io;networkpolicies;NetworkPolicy
            networking.k8s.io;servicecidrs;ServiceCIDR;cluster;;status,
            node.k8s.io;runtimeclasses;RuntimeClass;cluster
            policy;poddisruptionbudgets;PodDisruptionBudget;;;status,
            rbac.authorization.k8s.io;clusterrolebindings;ClusterRoleBinding;cluster
            rbac.authorization.k8s.io;clusterroles;ClusterRole;cluster
            rbac.authorization.k8s.io;rolebindings;RoleBinding
            rbac.authorization.k8s.io;roles;Role
            resource.k8s.io;deviceclasses;DeviceClass;cluster
            resource.k8s.io;resourceclaims;ResourceClaim;;;status,
            resource.k8s.io;resourceclaimtemplates;ResourceClaimTemplate
            resource.k8s.io;resourceslices;ResourceSlice;cluster
            scheduling.k8s.io;priorityclasses;PriorityClass;cluster
            storage.k8s.io;csidrivers;CSIDriver;cluster
            storage.k8s.io;csinodes;CSINode;cluster
            storage.k8s.io;csistoragecapacities;CSIStorageCapacity
            storage.k8s.io;storageclasses;StorageClass;cluster
            storage.k8s.io;volumeattachments;VolumeAttachment;cluster;;status,
            storage.k8s.io;volumeattributesclasses;VolumeAttributesClass;cluster
            """;

    private ApiResourceLines() {}
}
