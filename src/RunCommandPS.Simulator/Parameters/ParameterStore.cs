using System.Collections.Immutable;
using System.Globalization;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Parameters;

/// <summary>The parameters of the account, by name. Readers see one state of it; changes come one after another.</summary>
internal sealed class ParameterStore(string accountId, string region)
{
    private readonly object _gate = new();
    private readonly string _arnPrefix = $"arn:aws:ssm:{region}:{accountId}:parameter/";
    private volatile ImmutableDictionary<string, ParameterFamily> _families =
        ImmutableDictionary.Create<string, ParameterFamily>(StringComparer.Ordinal);

    /// <summary>The ARN of a parameter, with one slash before its name.</summary>
    public string ArnOf(StoredParameter parameter) => _arnPrefix + parameter.Name.TrimStart('/');

    /// <summary>Puts a parameter, or its next version.</summary>
    /// <exception cref="ServiceException">One of PutParameter's errors.</exception>
    public StoredParameter Put(NewParameter request, DateTimeOffset now)
    {
        request.Check();
        lock (_gate)
        {
            var known = _families.GetValueOrDefault(request.Name);
            var next = request.After(known?.Latest, now);
            if (known is null && _families.Count >= ServiceLimits.ParametersMaximum)
            {
                throw new ServiceException(
                    OwnerErrorCode.ParameterLimitExceeded,
                    string.Create(CultureInfo.InvariantCulture, $"An account has {ServiceLimits.ParametersMaximum} parameters at most."));
            }

            Set(known?.With(next) ?? new ParameterFamily([next]) { Tags = request.Tags });
            return next;
        }
    }

    /// <summary>Puts a version as it was kept.</summary>
    public void Restore(StoredParameter version)
    {
        lock (_gate)
        {
            Set(_families.GetValueOrDefault(version.Name)?.With(version) ?? new ParameterFamily([version]));
        }
    }

    /// <summary>Finds a parameter with all its versions; null if there is none.</summary>
    /// <param name="name">Its name, or its ARN in this account and region.</param>
    public ParameterFamily? FindFamily(string name)
    {
        if (!name.StartsWith(_arnPrefix, StringComparison.Ordinal))
        {
            return _families.GetValueOrDefault(name);
        }

        // The ARN of a name that begins with a slash has only that one.
        var rest = name[_arnPrefix.Length..];
        return _families.GetValueOrDefault(rest) ?? _families.GetValueOrDefault($"/{rest}");
    }

    /// <summary>Finds a version of a parameter.</summary>
    /// <param name="reference">A name or ARN, for a version other than the latest with a colon and its number. There are no labels.</param>
    /// <returns>The version, and the colon with what followed it; empty if nothing did.</returns>
    /// <exception cref="ServiceException">ParameterNotFound or ParameterVersionNotFound.</exception>
    public (StoredParameter Parameter, string Selector) Find(string reference)
    {
        var start = reference.StartsWith(_arnPrefix, StringComparison.Ordinal) ? _arnPrefix.Length : 0;
        var colon = reference.IndexOf(':', start);
        var (name, selector) = colon < 0 ? (reference, "") : (reference[..colon], reference[colon..]);
        var family = FindFamily(name) ?? throw new ServiceException(OwnerErrorCode.ParameterNotFound);
        if (selector.Length == 0)
        {
            return (family.Latest, selector);
        }

        var found = int.TryParse(selector.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? family.Versions.Find(version => version.Version == number)
            : null;
        return found is not null
            ? (found, selector)
            : throw new ServiceException(
                OwnerErrorCode.ParameterVersionNotFound,
                $"Systems Manager could not find version {selector[1..]} of {name}. Verify the version and try again.");
    }

    /// <summary>Changes the tags of a parameter.</summary>
    /// <param name="name">An existing parameter.</param>
    /// <param name="change">Makes the new tags from the existing ones.</param>
    public ParameterFamily ChangeTags(
        string name, Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change)
    {
        lock (_gate)
        {
            var family = FindFamily(name)!;
            var changed = family with { Tags = change(family.Tags) };
            Set(changed);
            return changed;
        }
    }

    private void Set(ParameterFamily family) => _families = _families.SetItem(family.Latest.Name, family);
}
