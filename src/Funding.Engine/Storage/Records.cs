using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Funding.Engine.Storage;

/// <summary>How the serializer makes records that have a constructor with parameters.</summary>
internal static class Records
{
    /// <summary>
    /// Lets a record be made with the defaults of its parameters, and its members be set as they are met. By itself the serializer
    /// keeps all arguments boxed until the last member, and reads members that are no parameter a second time: twice the cost.
    /// </summary>
    public static void ReadBySetters(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.GetConstructors() is not [var constructor] || !IsOfARecord(info.Type, constructor)) return;
        var defaults = constructor.GetParameters().Select(parameter => parameter is { HasDefaultValue: true, DefaultValue: { } value }
            ? (Expression)Expression.Constant(value, parameter.ParameterType) : Expression.Default(parameter.ParameterType));
        info.CreateObject = Expression.Lambda<Func<object>>(Expression.New(constructor, defaults)).Compile();
    }

    /// <summary>Whether each parameter is also a member that can be set.</summary>
    private static bool IsOfARecord(Type type, ConstructorInfo constructor)
        => !type.IsValueType && constructor.GetParameters() is { Length: > 0 } parameters
            && parameters.All(parameter => type.GetProperty(parameter.Name!) is { CanWrite: true } member && member.PropertyType == parameter.ParameterType);
}
