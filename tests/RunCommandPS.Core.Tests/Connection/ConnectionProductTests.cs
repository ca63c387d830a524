using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Connection;

/// <summary>The connections that the words of a call come to.</summary>
public sealed class ConnectionProductTests
{
    [Fact]
    public void Every_region_of_every_account_of_every_profile_is_one()
    {
        var common = new ConnectionOptions { RoleArn = "arn:aws:iam::{accountid}:role/operators", ExternalId = "e-1" };

        var connections = ConnectionProduct.Of(
            common, ["dev", "prod"], ["111111111111", "222222222222"], ["eu-west-1", "us-east-1", "eu-west-1"]);

        Assert.Equal(8, connections.Count);
        Assert.Equal(8, connections.Distinct().Count());
        Assert.Equal(("dev", "arn:aws:iam::111111111111:role/operators", "us-east-1"), Words(connections[1]));
        Assert.Equal(("prod", "arn:aws:iam::222222222222:role/operators", "us-east-1"), Words(connections[^1]));
        Assert.All(connections, connection => Assert.Equal("e-1", connection.ExternalId));
    }

    [Fact]
    public void Nothing_said_is_one_connection() =>
        Assert.Equal([ConnectionOptions.Default], ConnectionProduct.Of(ConnectionOptions.Default, [], [], []));

    [Fact]
    public void Another_role_is_assumed_by_the_same_caller_and_another_caller_leaves_the_role_behind()
    {
        var origin = new ConnectionOrigin("eu-west-1", null, new ConnectionOptions
        {
            ProfileName = "dev",
            RoleArn = "arn:aws:iam::111111111111:role/operators",
            ExternalId = "e-1",
        });

        var same = origin.Revisit(ConnectionOptions.Default);
        var role = origin.Revisit(new ConnectionOptions { RoleArn = "arn:aws:iam::111111111111:role/auditors" });
        var caller = origin.Revisit(new ConnectionOptions { ProfileName = "prod" });

        Assert.Equal(("dev", "arn:aws:iam::111111111111:role/operators", "e-1"), (same.ProfileName, same.RoleArn, same.ExternalId));
        Assert.Equal(("dev", "arn:aws:iam::111111111111:role/auditors", null), (role.ProfileName, role.RoleArn, role.ExternalId));
        Assert.Equal(("prod", null, null), (caller.ProfileName, caller.RoleArn, caller.ExternalId));
    }

    private static (string?, string?, string?) Words(ConnectionOptions one) => (one.ProfileName, one.RoleArn, one.Region);
}
