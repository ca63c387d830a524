using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>Where a spec file is at. The commands of the stand-in find it as the private data of the host they run in.</summary>
internal sealed class SpecSession
{
    private readonly Dictionary<string, int> _names = [];
    private SpecBlock _current;

    public SpecSession(string file) => Root = _current = new SpecBlock(file, parent: null, data: null);

    /// <summary>The file as a block.</summary>
    public SpecBlock Root { get; }

    /// <summary>Whether discovery is over and tests run.</summary>
    public bool IsRunning { get; set; }

    public static SpecSession Of(PSCmdlet command) =>
        command.Host.PrivateData?.BaseObject as SpecSession ?? throw new InvalidOperationException("There is no spec file.");

    /// <summary>Adds a block and finds what is in it.</summary>
    public void AddBlock(SpecScope scope, string name, ScriptBlock body, SpecData? data)
    {
        RequireDiscovery("Describe and Context");
        var outer = _current;
        scope.Nested(() =>
        {
            scope.Bind(data);
            _current = new SpecBlock(scope.Expand(name), outer, data);
            outer.Children.Add(_current);
            try
            {
                scope.DotSource(body);
            }
            finally
            {
                _current = outer;
            }
        });
    }

    public void AddTest(SpecScope scope, string name, ScriptBlock body, SpecData? data)
    {
        RequireDiscovery("It");
        if (_current == Root)
        {
            throw new InvalidOperationException($"The test '{name}' is in no Describe or Context.");
        }

        scope.Nested(() =>
        {
            scope.Bind(data);
            _current.Children.Add(new SpecTest(Unique(scope.Expand(name)), _current, data, body));
        });
    }

    public void AddSetup(SetupKind kind, ScriptBlock body)
    {
        RequireDiscovery(kind.ToString());
        if (_current == Root && kind is (SetupKind.BeforeEach or SetupKind.AfterEach))
        {
            throw new InvalidOperationException($"{kind} is in no Describe or Context.");
        }

        // Older Pesters took the last one without a word; what nobody wants is better refused.
        if (!_current.Setups.TryAdd(kind, body))
        {
            throw new InvalidOperationException($"'{_current.Path}' has two {kind}.");
        }
    }

    public void RequireDiscovery(string what)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"{what} can't be used in a test or in what runs around it.");
        }
    }

    /// <summary>The same name twice gets a number, because each test is reported by its name.</summary>
    private string Unique(string name)
    {
        var path = $"{_current.Path}.{name}";
        var count = _names[path] = _names.GetValueOrDefault(path) + 1;
        return count == 1 ? name : $"{name} #{count}";
    }
}
