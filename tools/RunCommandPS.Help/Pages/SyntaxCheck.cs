using RunCommandPS.Help.Text;

namespace RunCommandPS.Help.Pages;

/// <summary>Checks that the syntax of a page and the attributes of its parameters tell the same.</summary>
internal static class SyntaxCheck
{
    /// <summary>Checks a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="errors">Takes what disagrees.</param>
    public static void Check(HelpPage page, PageErrors errors)
    {
        if (page.ParameterSets.Count == 0)
        {
            errors.Add(1, "The syntax has a heading for each parameter set, (All) where there is only one.");
        }

        foreach (var set in page.ParameterSets)
        {
            CheckSet(page, set, errors);
        }

        foreach (var use in page.Parameters.SelectMany(parameter => parameter.Uses))
        {
            foreach (var name in use.ParameterSets.Where(name => page.ParameterSets.All(set => set.Name != name)))
            {
                errors.Add(use.Line, $"There is no parameter set '{name}'.");
            }
        }
    }

    private static void CheckSet(HelpPage page, HelpParameterSet set, PageErrors errors)
    {
        foreach (var parameter in page.Parameters)
        {
            var written = set.Parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name);
            var use = parameter.In(set.Name);
            if (written is null && use is null)
            {
                continue;
            }

            if (written is null || use is null)
            {
                var where = use is null ? "its attributes" : "the syntax";
                errors.Add(use?.Line ?? parameter.Line, $"-{parameter.Name} of the set '{set.Name}' is missing in {where}.");
            }
            else if (written.Type != use.Type || written.IsRequired != use.IsRequired || written.IsPositional != use.Position.HasValue)
            {
                errors.Add(
                    use.Line,
                    $"The attributes of -{parameter.Name} (type, required or position) are not what the syntax of '{set.Name}' says.");
            }
        }

        foreach (var missing in set.Parameters.Where(written => page.Parameters.All(parameter => parameter.Name != written.Name)))
        {
            errors.Add(set.Line, $"-{missing.Name} of the set '{set.Name}' is not under PARAMETERS.");
        }
    }
}
