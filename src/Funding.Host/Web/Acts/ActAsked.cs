using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Acting;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts;

/// <summary>An act as its form asks for it: the API's own body, made of the answers, and read as the API reads it.</summary>
/// <param name="Request">What the command is made from.</param>
/// <param name="Header">Who asks, the faults found so far, the version seen and the key of the form.</param>
internal sealed record ActAsked(ActRequest Request, ActHeader Header)
{
    /// <summary>Reads the answers of a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="values">What was written.</param>
    /// <param name="http">The request.</param>
    /// <param name="seen">The version of the dossier that was on the screen; null where it does not count.</param>
    /// <param name="key">The key of the form, against sending it twice; null for a look ahead.</param>
    public static ActAsked Of(ActForm form, ActSubject subject, FormValues values, HttpContext http, long? seen, string? key)
    {
        var findings = new Findings();
        var json = GroupInput.Read(form.Fields, values, "", (pointer, why) => findings.Invalid("/" + pointer, why));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json);
        var body = BodyReader.Parse(bytes, form.Route.Fields, findings);
        if (findings.Shape.Count > 0) throw new InvalidOperationException($"The form of {form.Pattern} asks what its act does not take: {string.Join(", ", findings.Shape.Select(fault => fault.Pointer))}.");
        var header = new ActHeader
        {
            Caller = subject.Caller,
            // One word for each field: what cannot be read is missing too, which goes without saying.
            Faults = findings.Values.DistinctBy(fault => fault.Pointer).ToSequence(),
            IfMatch = form.Route is CptsRoute ? seen : null,
            Idempotency = key is null ? null : new Idempotency(key, Hash(form, subject, bytes)),
            CorrelationId = Correlation.Of(http) ?? Guid.CreateVersion7(),
        };
        return new ActAsked(ActRequest.At(subject.Path, body, subject.Caller, http.RequestServices.GetRequiredService<ISealer>()), header);
    }

    private static string Hash(ActForm form, ActSubject subject, byte[] body)
        => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{form.Pattern}\n{string.Join('\n', subject.Path.Select(part => $"{part.Key}={part.Value}"))}\n"), .. body]));
}
