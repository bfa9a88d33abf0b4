using System.Text;
using Funding.Host.Hosting;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Texts;

/// <summary>The templates that the host embeds (<c>Notifications/Texts/fr</c>), and those of a folder that replace them by their name.</summary>
internal sealed class TemplateFiles
{
    /// <summary>What template files are called after their name.</summary>
    public const string Extension = ".hbs";

    private const long Largest = 256 * 1024;
    private readonly string? folder;

    /// <param name="settings">Where the replacements are, if there are any.</param>
    /// <exception cref="CannotRunException">The folder does not exist, or a file in it replaces nothing.</exception>
    public TemplateFiles(NotificationSettings settings)
    {
        folder = string.IsNullOrWhiteSpace(settings.Templates) ? null : settings.Templates;
        if (folder is null) return;
        if (!Directory.Exists(folder)) throw new CannotRunException($"Le dossier des modèles de messages n'existe pas : {folder}.");
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension))
            if (Embedded(Path.GetFileName(file)) is null)
                throw new CannotRunException($"Le modèle {file} ne remplace aucun modèle : son nom est inconnu.");
    }

    /// <summary>The text of a template, and where it comes from.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public (string Text, string Origin) Read(string name)
    {
        var file = name + Extension;
        if (folder is not null && Path.Combine(folder, file) is var replacement && File.Exists(replacement)) return (ReadReplacement(replacement), replacement);
        using var stream = Embedded(file) ?? throw new FileNotFoundException($"Texts/{file} is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return (reader.ReadToEnd(), $"{file} (fourni)");
    }

    private static string ReadReplacement(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest) throw new CannotRunException($"Le modèle {path} est trop grand.");
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new CannotRunException($"Le modèle {path} ne peut pas être lu (texte en UTF-8 attendu) : {failure.Message}");
        }
    }

    private static Stream? Embedded(string file) => typeof(TemplateFiles).Assembly.GetManifestResourceStream($"Texts/{file}");
}
