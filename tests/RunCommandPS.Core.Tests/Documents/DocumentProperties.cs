using System.Text.Json.Nodes;
using CsCheck;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

/// <summary>What holds of every document and every value, tried on generated ones.</summary>
public sealed class DocumentProperties
{
    // The words documents are made of, so that the trees come near enough to documents to reach every check.
    private static readonly string[] Words =
    [
        "schemaVersion", "parameters", "mainSteps", "runtimeConfig", "properties", "type", "default", "allowedValues", "allowedPattern",
        "minItems", "maxChars",
        "interpolationType", "action", "name", "inputs", "precondition", "StringEquals", "platformType", "onFailure", "finallyStep",
        "isEnd", "timeoutSeconds",
        "1.2", "2.0", "2.2", "String", "StringList", "Integer", "MapList", "ENV_VAR", "exit", "true", "Linux", "aws:runShellScript",
        "{{ name }}", "[", "(a+)+", "", "\ud800", "é\n",
    ];

    private static readonly Gen<string> Word = Gen.Frequency((6, Gen.OneOf(Words)), (1, Gen.String));

    private static readonly Gen<JsonNode?> Tree = Gen.Recursive<JsonNode?>((depth, child) => Gen.Frequency(
        (depth > 5 ? 0 : 5, Gen.Select(Word, child).Array[0, 6].Select(members => (JsonNode?)new JsonObject(
            members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))))),
        (depth > 5 ? 0 : 2, child.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
        (3, Word.Select(word => (JsonNode?)JsonValue.Create(word))),
        (1, Gen.Double.Select(number => (JsonNode?)JsonValue.Create(number))),
        (1, Gen.Int[-2, 9].Select(number => (JsonNode?)JsonValue.Create(number))),
        (1, Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag))),
        (1, Gen.Const(static () => (JsonNode?)null))));

    private static readonly JsonNode Valid = JsonNode.Parse("""
        {
          "schemaVersion": "2.2", "description": "d",
          "parameters": {
            "commands": { "type": "StringList", "description": "c", "minItems": 1, "allowedPattern": "[a-z]+", "displayType": "textarea" },
            "mode": { "type": "String", "default": "fast", "allowedValues": ["fast", "slow"],
                "interpolationType": "ENV_VAR", "maxChars": 9 },
            "n": { "type": "Integer", "default": 1 }, "m": { "type": "StringMap", "default": {} }
          },
          "mainSteps": [
            { "action": "aws:runShellScript", "name": "one", "precondition": { "StringEquals": ["platformType", "Linux"] },
                "inputs": { "runCommand": "{{ commands }}" }, "isEnd": true },
            { "action": "aws:runShellScript", "name": "two", "precondition": { "StringEquals": ["{{ mode }}", "slow"] },
                "inputs": { "runCommand": [], "onFailure": "exit" }, "timeoutSeconds": 9 }
          ]
        }
        """)!;

    [Fact]
    public void Whatever_the_tree_parsing_gives_a_document_or_says_what_is_wrong() => Tree.ForEach(3000, AssertParsesOrSaysWhy);

    [Fact]
    public void A_document_with_one_part_exchanged_parses_or_says_what_is_wrong() =>
        Gen.Select(Gen.Int[0, 999], Tree).ForEach(3000, sample =>
        {
            var (at, part) = sample;
            var document = Valid.DeepClone();
            var places = Places(document).ToList();
            var (owner, key) = places[at % places.Count];
            if (owner is JsonObject members)
            {
                members[(string)key] = part?.DeepClone();
            }
            else
            {
                owner[(int)key] = part?.DeepClone();
            }

            AssertParsesOrSaysWhy(document);
        });

    [Fact]
    public void A_document_with_one_part_left_out_parses_or_says_what_is_wrong()
    {
        for (var at = 0; at < Places(Valid).Count(); at++)
        {
            var document = Valid.DeepClone();
            var (owner, key) = Places(document).ElementAt(at);
            if (owner is JsonObject members)
            {
                members.Remove((string)key);
            }
            else
            {
                owner.AsArray().RemoveAt((int)key);
            }

            AssertParsesOrSaysWhy(document);
        }
    }

    [Fact]
    public void Text_without_braces_stays_what_it_is() => Gen.Select(Gen.String, Gen.String).ForEach(500, pair =>
    {
        var (text, value) = pair;
        var literal = text.Replace("{", "", StringComparison.Ordinal);
        Assert.Equal(literal, Interpolation.Resolve(literal, Bound(value)));
        Assert.Equal(literal, Interpolation.Resolve(JsonValue.Create(literal), Bound(value))!.GetValue<string>());
    });

    [Fact]
    public void A_value_comes_through_whole_whatever_is_in_it() => Gen.String.ForEach(500, value =>
        Assert.Equal(value, Interpolation.Resolve(JsonValue.Create("{{ name }}"), Bound(value))!.GetValue<string>()));

    [Fact]
    public void A_value_stands_between_what_is_before_and_after_it() => Gen.Select(Gen.String, Gen.String, Gen.String).ForEach(500, parts =>
    {
        var (before, value, after) = parts;
        before = before.Replace("{", "", StringComparison.Ordinal);
        after = after.Replace("}", "", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal);
        Assert.Equal(
            before + value.Replace("$$", "$", StringComparison.Ordinal) + after,
            Interpolation.Resolve(before + "{{ name }}" + after, Bound(value)));
    });

    [Fact]
    public void Resolving_leaves_the_tree_it_is_given_alone_and_resolves_without_parameters_to_the_same() =>
        Tree.Where(tree => !HasNaN(tree)).ForEach(2000, tree =>
        {
            var before = tree?.ToJsonString();
            var resolved = Interpolation.Resolve(tree, BoundParameters.None);
            Assert.Equal(before, tree?.ToJsonString());
            Assert.Equal(before, resolved?.ToJsonString());
        });

    [Fact]
    public void What_is_checked_without_findings_can_be_bound() => Gen.Select(Word, Word.Array[0, 3]).Array[0, 4].ForEach(500, pairs =>
    {
        var document = CommandDocument.Parse(Valid);
        var given = pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => (IReadOnlyList<string>)pair.Item2);
        given["commands"] = ["ls"];
        given["mode"] = ["slow"];
        var findings = ParameterCheck.Check(document, given);
        if (findings.Count == 0)
        {
            Assert.Equal(document.Parameters.Keys, ParameterBinding.Bind(document, given).Names);
        }
        else
        {
            Assert.All(findings, finding => Assert.Equal(ParameterFindingKind.UnknownName, finding.Kind));
            Assert.Throws<ArgumentException>(() => ParameterBinding.Bind(document, given));
        }
    });

    [Fact]
    public void Any_text_can_be_given_for_any_type_without_an_error_other_than_a_finding() =>
        Gen.Select(
            Gen.Enum<ParameterType>(),
            Gen.OneOf(Gen.String, Word, Tree.Where(tree => !HasNaN(tree)).Select(tree => tree?.ToJsonString() ?? "null")).Array[0, 3])
            .ForEach(2000, sample =>
            {
                var (type, values) = sample;
                var document = Sample.WithParameters($$"""{ "p": { "type": "{{type}}" } }""");
                var given = Sample.Given(("p", values));
                if (ParameterCheck.Check(document, given) is [])
                {
                    Assert.NotNull(ParameterBinding.Bind(document, given).Text("p"));
                }
            });

    private static void AssertParsesOrSaysWhy(JsonNode? tree)
    {
        try
        {
            Assert.NotEmpty(CommandDocument.Parse(tree).Steps);
        }
        catch (DocumentFormatException e)
        {
            Assert.StartsWith("$", e.Path, StringComparison.Ordinal);
            Assert.NotEqual(e.Path, e.Message);
        }
    }

    private static IEnumerable<(JsonNode Owner, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject owner => owner.ToList().SelectMany(member => Places(member.Value).Prepend((owner, member.Key))),
        JsonArray list => list.SelectMany((item, index) => Places(item).Prepend((list, index))),
        _ => [],
    };

    private static bool HasNaN(JsonNode? tree) => tree switch
    {
        JsonObject owner => owner.Any(member => HasNaN(member.Value)),
        JsonArray list => list.Any(HasNaN),
        JsonValue value => value.TryGetValue<double>(out var number) && !double.IsFinite(number),
        _ => false,
    };

    private static BoundParameters Bound(string value) =>
        ParameterBinding.Bind(Sample.WithParameters("""{ "name": { "type": "String" } }"""), Sample.Given(("name", [value])));
}
