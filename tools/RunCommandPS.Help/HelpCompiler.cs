using System.Text;
using RunCommandPS.Help.Maml;
using RunCommandPS.Help.Pages;
using RunCommandPS.Help.Topics;

namespace RunCommandPS.Help;

/// <summary>Compiles a folder of pages: one MAML file for all cmdlets of an assembly, one text file for each topic.</summary>
public static class HelpCompiler
{
    private const string Culture = "en-US";
    private const string TopicPrefix = "about_";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads every page and, if all keep the layout, writes the help files; otherwise writes nothing.</summary>
    /// <param name="docsFolder">Where the pages are.</param>
    /// <param name="outputFolder">The module's folder; help goes to <c>en-US</c> in it, where Get-Help looks.</param>
    /// <param name="assembly">File name of the assembly that has the cmdlets; Get-Help looks for <c>&lt;assembly&gt;-Help.xml</c>.</param>
    /// <param name="address">Where the folder of pages is on the web, for Get-Help -Online; ends in a slash.</param>
    /// <returns>What is wrong with the pages; empty when help was written.</returns>
    public static IReadOnlyList<HelpError> Compile(string docsFolder, string outputFolder, string assembly, string address)
    {
        if (!Directory.Exists(docsFolder) || PageFiles(docsFolder) is not [_, ..] files)
        {
            return [new HelpError(docsFolder, 1, "There are no pages (*.md) in this folder.")];
        }

        var errors = new List<HelpError>();
        var pages = new List<HelpPage>();
        var topics = new List<HelpTopic>();
        foreach (var file in files)
        {
            try
            {
                if (IsTopic(file))
                {
                    topics.Add(HelpTopic.Load(file));
                }
                else
                {
                    pages.Add(HelpPage.Load(file));
                }
            }
            catch (HelpPageException unreadable)
            {
                errors.AddRange(unreadable.Errors);
            }
        }

        if (errors.Count == 0)
        {
            Write(pages, topics, Path.Combine(outputFolder, Culture), assembly, address);
        }

        return errors;
    }

    /// <summary>The cmdlets' pages of a folder, by name.</summary>
    /// <param name="docsFolder">Where the pages are.</param>
    /// <returns>Every page that is not a topic.</returns>
    /// <exception cref="HelpPageException">A page breaks the layout.</exception>
    public static IReadOnlyList<HelpPage> LoadPages(string docsFolder) =>
        [.. PageFiles(docsFolder).Where(file => !IsTopic(file)).Select(HelpPage.Load)];

    private static void Write(List<HelpPage> pages, List<HelpTopic> topics, string folder, string assembly, string address)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, assembly + "-Help.xml"), MamlWriter.Write(pages, address), Encoding);
        foreach (var topic in topics)
        {
            File.WriteAllText(Path.Combine(folder, topic.Name + ".help.txt"), topic.Text, Encoding);
        }
    }

    private static string[] PageFiles(string folder) => [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal)];

    private static bool IsTopic(string file) => Path.GetFileName(file).StartsWith(TopicPrefix, StringComparison.Ordinal);
}
