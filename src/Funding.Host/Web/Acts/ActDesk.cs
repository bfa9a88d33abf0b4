using System.Globalization;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Funding.Host.Web.Acts;

/// <summary>
/// Takes acts from the browser: a form is filled in, judged without being stored, read once more with the money that it moves, and only
/// then recorded. Whatever comes in between, what was written is shown again.
/// </summary>
internal sealed class ActDesk(SubjectReader subjects, IActs acts, IPreviews previews, IDossiers dossiers, IPeople people)
{
    private const int PageSize = 500;

    /// <summary>The form at an address; what its query names is filled in.</summary>
    public Task<IResult> ShowAsync(string address, HttpContext http)
        => WithAsync(address, http, (form, subject) =>
        {
            var values = FormValues.Of(form.Defaults(subject)).With(FormValues.Read(form.Fields, http.Request.Query));
            return Task.FromResult<IResult>(Page(Model(form, subject, values, http)));
        });

    /// <summary>What was sent from it.</summary>
    /// <param name="address">Of the act.</param>
    /// <param name="http">The request.</param>
    /// <param name="post">What was sent. Unless it fits this visitor's session the form is shown again, to be sent from there.</param>
    public Task<IResult> TakeAsync(string address, HttpContext http, PagePost post)
        => WithAsync(address, http, async (form, subject) =>
        {
            var sent = SentForm.Read(form.Fields, post.Fields);
            var model = Model(form, subject, sent.Values, http) with { MoreRows = sent.MoreRows };
            if (!post.Fits) return Page(model with { Notice = "Votre session a changé depuis que cette page a été ouverte : rien n’a été enregistré. Vérifiez ce que vous aviez saisi, puis envoyez-le à nouveau." }, StatusCodes.Status400BadRequest);
            return sent.Gesture switch
            {
                Gesture.Record when sent.Key is not null => await RecordAsync(model, sent, http),
                Gesture.Review or Gesture.Record => await ReviewAsync(model, sent, http),
                _ => Page(model),
            };
        });

    private async Task<IResult> ReviewAsync(ActFormModel model, SentForm sent, HttpContext http)
    {
        var asked = ActAsked.Of(model.Form, model.Subject, model.Values, http, sent.Seen, key: null);
        var preview = await model.Form.Route.PreviewAsync(previews, asked.Request, asked.Header, http.RequestAborted);
        return preview.Outcome switch
        {
            ActRefused refused => await RefusedAsync(model, refused.Rejection, sent, http.RequestAborted),
            ActDone { Answer.Events.Count: 0 } => Page(model with { Notice = "C’est déjà enregistré ainsi : il n’y a rien à ajouter." }),
            _ => Answers.Page<ActReviewPage>(new ActReviewModel { Form = model.Form, Subject = model.Subject, Values = model.Values, Address = model.Address, Preview = preview, Key = Guid.CreateVersion7().ToString() }),
        };
    }

    private async Task<IResult> RecordAsync(ActFormModel model, SentForm sent, HttpContext http)
    {
        var asked = ActAsked.Of(model.Form, model.Subject, model.Values, http, sent.Seen, sent.Key);
        var outcome = await model.Form.Route.PerformAsync(acts, asked.Request, asked.Header, http.RequestAborted);
        if (outcome is ActRefused refused) return await RefusedAsync(model, refused.Rejection, sent, http.RequestAborted);
        http.Response.Headers.Location = After(model.Form.Route, ((ActDone)outcome).Answer, sent.Seen ?? 0);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IResult> RefusedAsync(ActFormModel model, Rejection rejection, SentForm sent, CancellationToken cancellation)
    {
        var problem = RejectionProblems.Of(rejection);
        if (rejection is VersionMismatch && model.Subject.View is { } view && sent.Seen is { } seen)
        {
            var meanwhile = await SinceAsync(view.Id, seen, cancellation);
            model = model with { Meanwhile = meanwhile, Names = await people.NamesAsync([.. meanwhile.Select(item => item.Actor).Distinct()], cancellation) };
        }

        return Page(model with { Problem = problem }, problem.Status);
    }

    private async Task<IResult> WithAsync(string address, HttpContext http, Func<ActForm, ActSubject, Task<IResult>> answer)
    {
        if (ActForms.Find("/" + address) is not var (form, path)) return Answers.NotFound();
        var (subject, refusal) = await subjects.ReadAsync(form.Route, path, http.RequestAborted);
        if (subject is not null) return await answer(form, subject);
        var problem = RejectionProblems.Of(refusal!);
        return Answers.Message(problem.Status, problem.Title, problem.Detail);
    }

    private async Task<IReadOnlyList<TimelineItem>> SinceAsync(Guid id, long version, CancellationToken cancellation)
    {
        var since = new List<TimelineItem>();
        for (string? after = null; ;)
        {
            var page = await dossiers.TimelineAsync(id, Moment.Now, new PageRequest(PageSize, after), cancellation);
            since.AddRange(page.Items.Where(item => item.Version > version));
            if (page.Next is null) return since;
            after = page.Next;
        }
    }

    private static ActFormModel Model(ActForm form, ActSubject subject, FormValues values, HttpContext http)
        => new() { Form = form, Subject = subject, Values = values, Address = http.Request.Path };

    private static RazorComponentResult Page(ActFormModel model, int status = StatusCodes.Status200OK) => Answers.Page<ActFormPage>(model, status);

    /// <summary>Where what was recorded is seen.</summary>
    private static string After(ActRoute route, ActAnswer answer, long before) => route switch
    {
        CptsRoute => Links.To($"/cpts/{answer.Id}", null, (Recorded.Since, before.ToString(CultureInfo.InvariantCulture))),
        EnvelopeRoute => Links.To("/enveloppes", null, ("region", answer.Id.Split('/')[0]), ("year", answer.Id.Split('/')[1])),
        _ => "/baremes",
    };
}

/// <summary>How a page is asked to tell what has just been recorded.</summary>
internal static class Recorded
{
    /// <summary>The version of the dossier before the act.</summary>
    public const string Since = "depuis";
}
