using System.Text;

namespace RunCommandPS.Transformation;

/// <summary>A line of CSV.</summary>
internal static class CsvLine
{
    /// <summary>Its fields, without the quotes around them.</summary>
    public static IReadOnlyList<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '"' when isQuoted && at + 1 < line.Length && line[at + 1] == '"':
                    field.Append('"');
                    at++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    fields.Add(field.ToString().Trim());
                    field.Clear();
                    break;
                default:
                    field.Append(line[at]);
                    break;
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
