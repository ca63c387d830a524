# Stands in for AWS.Tools: classes of the shape that objects of its SDK have. Dot-source this in BeforeAll, after the module. They are
# C#, because a class of PowerShell runs on the thread of its session, which waits for the cmdlet that asks.
if (-not ('StandIn.Runtime.AWSCredentials' -as [type])) {
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace StandIn.Runtime
{
    public class ImmutableCredentials
    {
        public string AccessKey { get; set; }
        public string SecretKey { get; set; }
        public string Token { get; set; }
    }

    public abstract class AWSCredentials
    {
        public abstract ImmutableCredentials GetCredentials();

        public virtual Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
    }

    // Its keys can be exchanged, as those of a role are when they expire.
    public class RenewedAWSCredentials : AWSCredentials
    {
        public string AccessKey;
        public string SecretKey;
        public string Token;
        public string Failure;
        public int Asked;

        public override ImmutableCredentials GetCredentials()
        {
            Asked++;
            if (Failure != null)
            {
                throw new InvalidOperationException(Failure);
            }

            return new ImmutableCredentials { AccessKey = AccessKey, SecretKey = SecretKey, Token = Token };
        }
    }

    // As old versions of the SDK have them.
    public class SynchronousCredentials
    {
        public string AccessKey;
        public string SecretKey;

        public ImmutableCredentials GetCredentials() => new ImmutableCredentials { AccessKey = AccessKey, SecretKey = SecretKey };
    }
}

namespace StandIn.PowerShell.Common
{
    using StandIn.Runtime;

    public class AWSPSCredentials
    {
        internal AWSCredentials Credentials { get; private set; }
        internal string Name { get; private set; }

        public AWSPSCredentials(AWSCredentials credentials, string name)
        {
            Credentials = credentials;
            Name = name;
        }

        public override string ToString() => Name;
    }
}

namespace StandIn.SecurityToken
{
    public class Credentials
    {
        public string AccessKeyId { get; set; }
        public string SecretAccessKey { get; set; }
        public string SessionToken { get; set; }
        public DateTime Expiration { get; set; }
    }

    public class AssumeRoleResponse
    {
        public Credentials Credentials { get; set; }
        public string PackedPolicySize { get; set; }
    }
}

namespace StandIn.Model
{
    public class Target
    {
        public string Key { get; set; }
        public List<string> Values { get; set; }
    }

    public class Command
    {
        public string CommandId { get; set; }
        public string DocumentName { get; set; }
        public List<string> InstanceIds { get; set; }
        public List<Target> Targets { get; set; }
    }

    public class CommandInvocation
    {
        public string CommandId { get; set; }
        public string InstanceId { get; set; }
        public string DocumentName { get; set; }
    }

    public class InstanceInformation
    {
        public string InstanceId { get; set; }
        public string ComputerName { get; set; }
    }

    public class Instance
    {
        public string InstanceId { get; set; }
        public string ImageId { get; set; }
    }

    public class Reservation
    {
        public string ReservationId { get; set; }
        public List<Instance> Instances { get; set; }
    }

    public class DocumentIdentifier
    {
        public string Name { get; set; }
        public string DocumentVersion { get; set; }
        public string DocumentFormat { get; set; }
    }

    public class Tag
    {
        public string Key { get; set; }
        public string Value { get; set; }
    }

    public class TagDescription
    {
        public string Key { get; set; }
        public string ResourceId { get; set; }
        public string ResourceType { get; set; }
        public string Value { get; set; }
    }
}
'@
}
