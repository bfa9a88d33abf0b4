using Microsoft.AspNetCore.Antiforgery;

namespace Funding.Host.Web;

/// <summary>
/// What a form of a page sent: one per request, read before any handler of the pages, that takes it as a service. A handler never sees
/// a post that does not fit unless its route says so (<see cref="PageMarks.TakesUnfitPosts{TBuilder}"/>); it then shows the form again with what was written.
/// </summary>
public sealed class PagePost
{
    /// <summary>The fields, without the token; empty when nothing that is a form was sent.</summary>
    public IFormCollection Fields { get; private set; } = FormCollection.Empty;

    /// <summary>
    /// Whether a form of this session sent it. One of another site does not fit, nor one that was shown before its person signed in anew:
    /// nothing may be recorded of it before the person has seen it again.
    /// </summary>
    public bool Fits { get; private set; }

    /// <summary>Reads a request. Throws <see cref="UnreadableQuestionException"/> when what was sent is too long or not whole.</summary>
    internal async Task ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return;
        var sent = await SentAsync(http);
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        var token = antiforgery.GetTokens(http).FormFieldName;
        Fits = await antiforgery.IsRequestValidAsync(http);
        Fields = new FormCollection(sent.Where(field => field.Key != token).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));
    }

    private static async Task<IFormCollection> SentAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new UnreadableQuestionException("Ce formulaire ne peut pas être lu : il est trop long, ou n’est pas entier.");
        }
    }
}
