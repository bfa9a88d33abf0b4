using System.Globalization;
using Funding.Host.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Funding.Host.Web;

/// <summary>The answers of a page.</summary>
internal static class Answers
{
    /// <summary>A page of what was read; with a status of its own where a field of it could not be.</summary>
    public static RazorComponentResult Page<TPage>(object model, int? status = null) where TPage : IComponent
        => new(typeof(TPage), new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }) { PreventStreamingRendering = true, StatusCode = status };

    public static RazorComponentResult NotFound()
        => Message(404, "Page introuvable", "Cette adresse ne mène à aucune page, ou ce dossier n’est pas de votre périmètre, ou n’était pas connu à la date demandée.");

    /// <summary>A page that is there, and is not for this visitor's role.</summary>
    public static RazorComponentResult Forbidden()
        => Message(403, "Page non autorisée", "Votre rôle ou votre périmètre ne permet pas d’ouvrir cette page. Ils viennent de votre fournisseur d’identité : c’est lui qui peut les changer.");

    public static RazorComponentResult Unreadable(string what) => Message(400, "Demande incomprise", what);

    public static RazorComponentResult Broken(string trace)
        => Message(500, "La page n’a pas pu être préparée", $"Une erreur est survenue ; rien n’a été modifié. Réessayez, puis signalez la référence {trace} si l’erreur persiste.");

    /// <summary>A form that no page of this session showed: of another site, or shown before its person signed in anew.</summary>
    public static RazorComponentResult Unfit()
        => Message(400, "Formulaire à recommencer", "Ce formulaire n’appartient pas à votre session : rien n’a été enregistré. Revenez à la page, rechargez-la et recommencez.");

    /// <summary>Too many at once, and from when on there may be more. The browser sends the same again when the page is loaded again.</summary>
    public static RazorComponentResult TooMany(HttpContext http, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Message(429, "Trop de demandes", $"Trop de demandes sont venues en peu de temps : celle-ci n’a pas été traitée et rien n’a été enregistré. Attendez {seconds} secondes, puis rechargez cette page : ce que vous avez envoyé le sera de nouveau.");
    }

    /// <summary>The pages do not hold yet all that was known at the instant asked for: half an answer would be another one later.</summary>
    public static RazorComponentResult Behind()
        => Message(503, "Vues en retard", "Les vues ne contiennent pas encore tout ce qui était connu à cet instant : redemandez la page dans un moment.");

    /// <summary>A page that says why there is no other.</summary>
    public static RazorComponentResult Message(int status, string title, string text) => Page<MessagePage>(new MessageModel(status, title, text), status);
}

/// <summary>What an address asks cannot be read; the message is shown, in French.</summary>
public sealed class UnreadableQuestionException(string message) : Exception(message);
