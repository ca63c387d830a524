using Amazon.SimpleSystemsManagement;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws.Mapping;

/// <summary>Queries for nodes and documents: ours to the SDK's.</summary>
internal static class QueryMapping
{
    public static Sdk.DescribeInstanceInformationRequest ToSdk(NodeQuery query, string? nextToken)
    {
        var filters = query.Filters.Select(
            filter => new Sdk.InstanceInformationStringFilter { Key = filter.Key, Values = filter.Values.ToList() }).ToList();
        if (query.InstanceIds.Count > 0)
        {
            filters.Add(new Sdk.InstanceInformationStringFilter { Key = "InstanceIds", Values = query.InstanceIds.ToList() });
        }

        return new() { Filters = filters.Count > 0 ? filters : null, MaxResults = ServiceLimits.PageSizeMaximum, NextToken = nextToken };
    }

    public static Sdk.DescribeInstancePropertiesRequest ToProperties(IReadOnlyList<string> instanceIds, string? nextToken) => new()
    {
        InstancePropertyFilterList = instanceIds.Count == 0
            ? null
            : [new Sdk.InstancePropertyFilter { Key = InstancePropertyFilterKey.InstanceIds, ValueSet = instanceIds.ToList() }],
        MaxResults = ServiceLimits.PropertyPageSizeMaximum,
        NextToken = nextToken,
    };

    public static Sdk.ListDocumentsRequest ToSdk(DocumentQuery query, string? nextToken) => new()
    {
        Filters = query.Filters
            .Select(filter => new Sdk.DocumentKeyValuesFilter { Key = filter.Key, Values = filter.Values.ToList() })
            .Prepend(new Sdk.DocumentKeyValuesFilter { Key = DocumentFilterKey.DocumentType, Values = [ServiceValues.CommandDocumentType] })
            .ToList(),
        MaxResults = query.PageSize,
        NextToken = nextToken,
    };
}
