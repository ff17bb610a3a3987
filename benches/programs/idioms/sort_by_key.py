# Sort people by age, then by name, by keys.
import sys


def make_people(n):
    names = ["Ada", "Alan", "Grace", "Edsger", "Barbara", "Donald", "Tony", "Leslie"]
    people = []
    for i in range(n):
        people.append({"nom": names[i * 5 % 8] + str(i * 37 % 1000), "age": i * 7919 % 90})
    return people


n = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
people = make_people(n)
by_age = sorted(people, key=lambda person: person["age"])
by_name = sorted(people, key=lambda person: person["nom"])
by_both = sorted(people, key=lambda person: [person["age"], person["nom"]])
print(by_age[0]["age"], by_age[n - 1]["age"], by_name[0]["nom"], by_name[n - 1]["nom"])
print(by_both[0]["nom"], by_both[n // 2]["nom"], by_both[n - 1]["nom"])
