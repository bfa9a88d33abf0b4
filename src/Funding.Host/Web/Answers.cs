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
        => Message(404, "Page introuvable", "Cette adresse ne mène à aucune page, ou ce dossier n’était pas connu à la date demandée.");

    public static RazorComponentResult Unreadable(string what) => Message(400, "Demande incomprise", what);

    public static RazorComponentResult Broken(string trace)
        => Message(500, "La page n’a pas pu être préparée", $"Une erreur est survenue ; rien n’a été modifié. Réessayez, puis signalez la référence {trace} si l’erreur persiste.");

    /// <summary>The pages do not hold yet all that was known at the instant asked for: half an answer would be another one later.</summary>
    public static RazorComponentResult Behind()
        => Message(503, "Vues en retard", "Les vues ne contiennent pas encore tout ce qui était connu à cet instant : redemandez la page dans un moment.");

    /// <summary>A page that says why there is no other.</summary>
    public static RazorComponentResult Message(int status, string title, string text) => Page<MessagePage>(new MessageModel(status, title, text), status);
}

/// <summary>What an address asks cannot be read; the message is shown, in French.</summary>
public sealed class UnreadableQuestionException(string message) : Exception(message);
