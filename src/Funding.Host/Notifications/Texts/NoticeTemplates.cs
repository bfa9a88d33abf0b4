using System.Text.RegularExpressions;
using Funding.Domain.Notifying;
using Funding.Engine.Naming;
using Funding.Host.Hosting;
using Funding.Host.Settings;
using HandlebarsDotNet;

namespace Funding.Host.Notifications.Texts;

/// <summary>
/// The French of notices: one template per kind (a title, an empty line, paragraphs), one for the foot, one for the HTML page around
/// them. Each is tried on an example when the host starts; what is put in is plain text, which the page escapes.
/// </summary>
internal sealed partial class NoticeTemplates
{
    private const string Foot = "pied";
    private const string Page = "page.html";

    private static readonly Lazy<NoticeTemplates> Embedded = new(() => new NoticeTemplates(new TemplateFiles(new NotificationSettings())));

    private readonly Dictionary<NoticeKind, Template> kinds;
    private readonly Template foot;
    private readonly Template page;

    /// <exception cref="CannotRunException">A template cannot be read or filled in; the message names its file.</exception>
    private NoticeTemplates(TemplateFiles files)
    {
        var plain = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        var html = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        kinds = Enum.GetValues<NoticeKind>().ToDictionary(kind => kind, kind => Template.Compile(plain, files, Slug.Of(kind), Typeset));
        foot = Template.Compile(plain, files, Foot, Typeset);
        page = Template.Compile(html, files, Page, text => text);
        foreach (var example in NoticeExamples.All) Fill(example.Kind, NoticeWords.Of(example, NoticeExamples.Subject, "https://example.org"));
    }

    /// <summary>The templates by the settings; those of the host itself are compiled once.</summary>
    /// <exception cref="CannotRunException">A template cannot be read or filled in; the message names its file.</exception>
    public static NoticeTemplates By(NotificationSettings settings)
        => string.IsNullOrWhiteSpace(settings.Templates) ? Embedded.Value : new NoticeTemplates(new TemplateFiles(settings));

    /// <summary>Fills in the templates of a kind.</summary>
    /// <exception cref="CannotRunException">A template could not be filled in, or leaves no title or no text.</exception>
    public FilledNotice Fill(NoticeKind kind, NoticeWords words)
    {
        var template = kinds[kind];
        var lines = template.Fill(words.Values).ReplaceLineEndings("\n").Trim().Split('\n', 2);
        var title = lines[0].Trim();
        var paragraphs = lines.Length < 2 ? [] : Paragraphs(lines[1]);
        if (title.Length == 0 || paragraphs.Count == 0)
            throw new CannotRunException($"Le modèle {template.Origin} doit donner un titre, une ligne vide, puis au moins un paragraphe.");
        var text = string.Join("\n\n", [.. paragraphs, .. Paragraphs(foot.Fill(words.Values).ReplaceLineEndings("\n"))]);
        var whole = new Dictionary<string, object?>(words.Values, StringComparer.Ordinal) { ["titre"] = title, ["paragraphes"] = paragraphs };
        return new FilledNotice(paragraphs, new NoticeText(title, text, page.Fill(whole), words.Link));
    }

    private static string Typeset(string text) => SpaceThatKeeps().Replace(text, "\u00A0");

    private static List<string> Paragraphs(string text)
        => [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>French sets these apart with a space at which no line may break, and nobody types it.</summary>
    [GeneratedRegex(" (?=[:;!?%»])|(?<=«) |(?<=n°) ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SpaceThatKeeps();

    private sealed record Template(string Origin, HandlebarsTemplate<object, object> Filling)
    {
        public static Template Compile(IHandlebars engine, TemplateFiles files, string name, Func<string, string> prepare)
        {
            var (text, origin) = files.Read(name);
            try
            {
                return new Template(origin, engine.Compile(prepare(text)));
            }
            catch (Exception failure) when (failure is not CannotRunException)
            {
                throw new CannotRunException($"Le modèle {origin} est mal écrit : {failure.Message}");
            }
        }

        public string Fill(object words)
        {
            try
            {
                return Filling(words);
            }
            catch (Exception failure)
            {
                throw new CannotRunException($"Le modèle {Origin} ne peut pas être rempli : {failure.Message}");
            }
        }
    }
}

/// <summary>A notice in words.</summary>
/// <param name="Paragraphs">Without the foot, for whoever reads it beside its dossier.</param>
/// <param name="Whole">As it is sent.</param>
internal sealed record FilledNotice(IReadOnlyList<string> Paragraphs, NoticeText Whole);
